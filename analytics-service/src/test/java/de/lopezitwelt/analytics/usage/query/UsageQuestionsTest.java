package de.lopezitwelt.analytics.usage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageTable;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageQuestionsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:07:00Z");
    private static final String ID = "01997c2e-0000-7000-8000-000000000001";

    @Test
    void withoutParametersItIsTheLastSevenDaysByDay() {
        UsageQuestion question = ask();

        assertThat(question.measures()).containsExactly(UsageMeasure.REPLIES, UsageMeasure.TOTAL_TOKENS);
        assertThat(question.dimensions()).isEmpty();
        assertThat(question.to()).as("what happened just now is in it").isEqualTo("2026-11-30T10:15:00Z");
        assertThat(question.from()).isEqualTo("2026-11-23T10:15:00Z");
        assertThat(question.steps()).hasSize(8);
        assertThat(question.order()).isEqualTo(UsageMeasure.REPLIES);
        assertThat(question.ascending()).isFalse();
        assertThat(question.limit()).isEqualTo(20);
    }

    @Test
    void daysAreThoseOfTheTimeZone() {
        UsageQuestion question = ask("from=2026-11-01", "to=2026-11-03", "tz=Asia/Kolkata");

        assertThat(question.from()).isEqualTo("2026-10-31T18:30:00Z");
        assertThat(question.to()).isEqualTo("2026-11-02T18:30:00Z");
        assertThat(question.steps()).containsExactly(question.from(), Instant.parse("2026-11-01T18:30:00Z"));
    }

    @Test
    void filtersOfOneDimensionAreAlternativesAndValuesMayHoldColons() {
        UsageQuestion question = ask("filters=model:llama3:8b", "filters=model:big", "filters=organization:" + ID);

        assertThat(question.filters())
                .isEqualTo(Map.of(
                        UsageDimension.MODEL, List.of("llama3:8b", "big"), UsageDimension.ORGANIZATION, List.of(ID)));
    }

    @Test
    void costsAreToldApartByCurrency() {
        assertThat(ask("measures=cost", "dimensions=model").dimensions())
                .containsExactly(UsageDimension.MODEL, UsageDimension.CURRENCY);
        assertThat(ask("measures=cost", "dimensions=currency").dimensions()).containsExactly(UsageDimension.CURRENCY);
    }

    @Test
    void peopleAreLookedUpOnlyWhenTheyAreAskedFor() {
        assertThat(ask("dimensions=model,source").table()).isEqualTo(UsageTable.TOTALS);
        assertThat(ask("dimensions=key").table()).isEqualTo(UsageTable.PEOPLE);
        assertThat(ask("filters=user:" + ID).table()).isEqualTo(UsageTable.PEOPLE);
        assertThat(ask("measures=users").table()).isEqualTo(UsageTable.PEOPLE);
        assertThat(ask("order=-users").table()).isEqualTo(UsageTable.PEOPLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "measures=money measures",
                "measures= measures",
                "dimensions=colour dimensions",
                "dimensions=model,agent,source,provider dimensions",
                "filters=model filters",
                "filters=colour:red filters",
                "filters=organization:../x filters",
                "filters=key:k1 filters",
                "from=yesterday from",
                "from=2026-13-41 from",
                "to=2020-01-01&from=2021-01-01 to",
                "from=1999-01-01&granularity=none to",
                "granularity=second granularity",
                "granularity=hour&from=2026-01-01 granularity",
                "tz=Mars/Olympus tz",
                "order=-latency_p95 order",
                "order=name order",
                "limit=0 limit",
                "limit=201 limit",
                "limit=-1 limit",
                "limit=many limit",
                "dimensions=model&limit=200&granularity=hour limit",
                "measures=latency_p95&dimensions=model&limit=200&granularity=hour&from=2026-11-29 limit"
            })
    void whatCannotBeAnsweredIsNamed(String query, String parameter) {
        assertThatThrownBy(() -> ask(query.split("&")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.field()).isEqualTo(parameter)));
    }

    static UsageQuestion ask(String... parameters) {
        return UsageQuestions.read(
                new UsageQuestions.Asked(
                        one("measures", parameters),
                        one("dimensions", parameters),
                        all("filters", parameters),
                        one("from", parameters),
                        one("to", parameters),
                        one("granularity", parameters),
                        one("tz", parameters),
                        one("order", parameters),
                        one("limit", parameters)),
                NOW);
    }

    private static @org.jspecify.annotations.Nullable String one(String name, String... parameters) {
        return all(name, parameters).stream().findFirst().orElse(null);
    }

    private static List<String> all(String name, String... parameters) {
        return Arrays.stream(parameters)
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .toList();
    }
}
