package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.subject.Memberships;
import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers questions about usage, for callers who may see it. */
@ApplicationScoped
public class UsageService {
    private final UsageRepository repository;
    private final Memberships memberships;

    UsageService(UsageRepository repository, Memberships memberships) {
        this.repository = repository;
        this.memberships = memberships;
    }

    /**
     * The answer about the most that the caller may see of what they ask.
     *
     * @throws ProblemException 400 for too much, 403 and 404 as {@link UsagePolicy} says; 503 while nobody can tell
     *     whether the caller may oversee an organization
     */
    Uni<UsageAnswer> answer(Caller caller, UsageQuestion question) {
        return scope(caller, question).chain(scope -> answer(scope, UsagePolicy.within(scope, caller, question)));
    }

    private Uni<UsageScope> scope(Caller caller, UsageQuestion question) {
        if (UsagePolicy.isOwn(caller, question)) {
            return Uni.createFrom().item(UsagePolicy.scope(caller, question, null, false));
        }
        Set<String> agents = UsagePolicy.agents(caller, question);
        return memberships
                .of(caller, UsagePolicy.organization(caller, question))
                .onItem()
                .transformToUni(membership -> (agents.isEmpty()
                                ? Uni.createFrom().item(false)
                                : repository.created(caller.userId(), agents))
                        .map(owns -> UsagePolicy.scope(caller, question, membership, owns)));
    }

    private Uni<UsageAnswer> answer(UsageScope scope, UsageQuestion question) {
        return repository
                .totals(question)
                .chain(totals -> series(question, totals)
                        .chain(series -> withTimes(question, totals, series))
                        .map(series -> new UsageAnswer(
                                scope.wireName(),
                                question.from(),
                                question.to(),
                                question.zone().getId(),
                                question.granularity().wireName(),
                                shown(question, totals),
                                shown(question, series))))
                .onFailure(UsageRepository::isOverTime)
                .transform(late -> ProblemException.invalid("from", "makes too much to read: choose a shorter time"));
    }

    private Uni<List<UsageRow>> series(UsageQuestion question, List<UsageRow> totals) {
        return question.steps().isEmpty() || totals.isEmpty()
                ? Uni.createFrom().item(List.of())
                : repository.series(question, totals);
    }

    private Uni<List<UsageRow>> withTimes(UsageQuestion question, List<UsageRow> totals, List<UsageRow> series) {
        if (!question.hasPercentiles() || totals.isEmpty()) {
            return Uni.createFrom().item(series);
        }
        return repository.times(question, totals).map(times -> {
            if (times == null) {
                throw ProblemException.invalid(
                        "measures", "has percentiles of too much: choose a shorter time or more filters");
            }
            for (List<UsageRow> rows : List.of(totals, series)) {
                for (UsageRow row : rows) {
                    UsageRow.Times found = times.get(row.place());
                    if (found != null) {
                        found.into(row, question.measures());
                    }
                }
            }
            return series;
        });
    }

    private static List<Map<String, Object>> shown(UsageQuestion question, List<UsageRow> rows) {
        return rows.stream().map(row -> shown(question, row)).toList();
    }

    /** In the order in which it was asked; measures without a value are left out. */
    private static Map<String, Object> shown(UsageQuestion question, UsageRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        int step = row.place().step();
        if (step != UsageRow.WHOLE) {
            shown.put(
                    UsageLines.AT,
                    question.steps().get(step).atZone(question.zone()).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        }
        List<UsageDimension> dimensions = question.dimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            shown.put(dimensions.get(i).wireName(), row.place().group().get(i));
        }
        for (UsageMeasure measure : question.measures()) {
            Object figure = row.figures().get(measure);
            if (figure != null) {
                shown.put(measure.wireName(), figure);
            }
        }
        return shown;
    }
}
