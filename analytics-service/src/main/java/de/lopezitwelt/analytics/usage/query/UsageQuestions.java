package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageSlot;
import de.lopezitwelt.platform.persistence.AsciiColumn;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.paging.Parameters;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads questions from the parameters of a request. Every failure is a 400 that names the parameter. */
final class UsageQuestions {
    static final int MOST_STEPS = 1_000;
    static final int MOST_POINTS = 20_000;
    /** Fewer, because each of them holds a distribution. */
    static final int MOST_POINTS_OF_PERCENTILES = 5_000;

    static final int MOST_GROUPS = 200;
    private static final int USUAL_GROUPS = 20;
    private static final int MOST_DIMENSIONS = 3;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 100;
    private static final Duration USUAL_TIME = Duration.ofDays(7);
    private static final Duration LONGEST_TIME = Duration.ofDays(3_660);
    private static final int DATE = "2026-01-31".length();

    private UsageQuestions() {}

    /** The parameters as they came. */
    record Asked(
            @Nullable String measures,
            @Nullable String dimensions,
            List<String> filters,
            @Nullable String from,
            @Nullable String to,
            @Nullable String granularity,
            @Nullable String tz,
            @Nullable String order,
            @Nullable String limit) {}

    static UsageQuestion read(Asked asked, Instant now) {
        List<UsageMeasure> measures = names(
                "measures",
                Objects.requireNonNullElse(asked.measures(), "replies,total_tokens"),
                UsageMeasure.values(),
                UsageMeasure::wireName);
        List<UsageDimension> dimensions = dimensions(asked.dimensions(), measures);
        ZoneId zone = zone(asked.tz());
        Instant to = end(Objects.requireNonNullElse(time("to", asked.to(), zone), now));
        Instant from = UsageSlot.of(Objects.requireNonNullElse(time("from", asked.from(), zone), to.minus(USUAL_TIME)))
                .begin();
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_TIME) > 0) {
            throw ProblemException.invalid("to", "must be later than from, and at most ten years later");
        }
        UsageGranularity granularity = asked.granularity() == null
                ? UsageGranularity.DAY
                : name("granularity", asked.granularity(), UsageGranularity.values(), UsageGranularity::wireName);
        List<Instant> steps =
                granularity == UsageGranularity.NONE ? List.of() : granularity.steps(from, to, zone, MOST_STEPS);
        int limit = limit(asked.limit());
        ensureSize(measures, dimensions, steps, limit);
        String order = Objects.requireNonNullElse(
                asked.order(), "-" + ranking(measures).wireName());
        UsageMeasure by = name("order", order.replaceFirst("^-", ""), UsageMeasure.values(), UsageMeasure::wireName);
        if (by.isPercentile()) {
            throw ProblemException.invalid("order", "must not be a percentile");
        }
        return new UsageQuestion(
                measures,
                dimensions,
                filters(asked.filters()),
                from,
                to,
                granularity,
                zone,
                steps,
                by,
                !order.startsWith("-"),
                limit);
    }

    private static void ensureSize(
            List<UsageMeasure> measures, List<UsageDimension> dimensions, List<Instant> steps, int limit) {
        if (steps.size() > MOST_STEPS) {
            throw ProblemException.invalid("granularity", "makes more than " + MOST_STEPS + " steps of that time");
        }
        int most = measures.stream().anyMatch(UsageMeasure::isPercentile) ? MOST_POINTS_OF_PERCENTILES : MOST_POINTS;
        if ((long) steps.size() * (dimensions.isEmpty() ? 1 : limit) > most) {
            throw ProblemException.invalid("limit", "times the steps of the series must be at most " + most);
        }
    }

    /** Costs of different currencies are not added up. */
    private static List<UsageDimension> dimensions(@Nullable String text, List<UsageMeasure> measures) {
        List<UsageDimension> dimensions = text == null || text.isEmpty()
                ? List.of()
                : names("dimensions", text, UsageDimension.values(), UsageDimension::wireName);
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw ProblemException.invalid("dimensions", "must be at most " + MOST_DIMENSIONS);
        }
        if (!measures.contains(UsageMeasure.COST) || dimensions.contains(UsageDimension.CURRENCY)) {
            return dimensions;
        }
        List<UsageDimension> apart = new ArrayList<>(dimensions);
        apart.add(UsageDimension.CURRENCY);
        return List.copyOf(apart);
    }

    private static UsageMeasure ranking(List<UsageMeasure> measures) {
        return measures.stream()
                .filter(measure -> !measure.isPercentile())
                .findFirst()
                .orElse(UsageMeasure.REPLIES);
    }

    /** Each is {@code dimension:value}; those of the same dimension are alternatives. */
    private static Map<UsageDimension, List<String>> filters(List<String> texts) {
        Map<UsageDimension, List<String>> filters = new EnumMap<>(UsageDimension.class);
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                throw ProblemException.invalid("filters", "must each be a dimension, a colon and a value");
            }
            UsageDimension dimension =
                    name("filters", text.substring(0, colon), UsageDimension.values(), UsageDimension::wireName);
            String value = text.substring(colon + 1);
            if (!fits(dimension, value)) {
                throw ProblemException.invalid("filters", "has no such " + dimension.wireName());
            }
            filters.computeIfAbsent(dimension, none -> new ArrayList<>()).add(value);
        }
        if (texts.size() > MOST_VALUES) {
            throw ProblemException.invalid("filters", "must be at most " + MOST_VALUES);
        }
        return filters;
    }

    /** The empty text stands for none. */
    private static boolean fits(UsageDimension dimension, String value) {
        return value.isEmpty()
                || switch (dimension) {
                    case ORGANIZATION, AGENT, USER, KEY -> IdGenerator.isValid(value);
                    case MODEL, PROVIDER -> value.length() <= LONGEST_VALUE;
                    case SOURCE, REASON, CURRENCY -> AsciiColumn.takes(value, LONGEST_NAME);
                };
    }

    private static ZoneId zone(@Nullable String text) {
        try {
            return text == null ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ProblemException.invalid("tz", "must be a time zone such as Europe/Berlin");
        }
    }

    /** A day is its begin in that zone. */
    private static @Nullable Instant time(String parameter, @Nullable String text, ZoneId zone) {
        if (text == null || text.length() != DATE) {
            return Parameters.time(parameter, text);
        }
        try {
            LocalDate day = LocalDate.parse(text);
            return Parameters.time(parameter, day.atStartOfDay(zone).toInstant().toString());
        } catch (DateTimeException noDay) {
            throw ProblemException.invalid(parameter, "must be a day or a time such as 2026-01-31T00:00:00Z");
        }
    }

    /** The end of the slot, so that what happened just now is in it. */
    private static Instant end(Instant time) {
        Instant begin = UsageSlot.of(time).begin();
        return begin.equals(time) ? time : begin.plusSeconds(UsageSlot.SECONDS);
    }

    private static int limit(@Nullable String text) {
        Long limit = Parameters.number("limit", text);
        if (limit == null) {
            return USUAL_GROUPS;
        }
        if (limit < 1 || limit > MOST_GROUPS) {
            throw ProblemException.invalid("limit", "must be from 1 to " + MOST_GROUPS);
        }
        return limit.intValue();
    }

    private static <T> List<T> names(String parameter, String text, T[] all, Function<T, String> name) {
        return Arrays.stream(text.split(",", -1))
                .map(one -> name(parameter, one, all, name))
                .distinct()
                .toList();
    }

    private static <T> T name(String parameter, String text, T[] all, Function<T, String> name) {
        return Arrays.stream(all)
                .filter(one -> name.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        parameter, "must be of " + Arrays.stream(all).map(name).toList()));
    }
}
