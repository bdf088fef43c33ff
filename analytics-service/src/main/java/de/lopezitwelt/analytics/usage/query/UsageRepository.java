package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageSlot;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class UsageRepository {
    /** Distributions that are read for one answer. */
    static final int MOST_SKETCHES = 200_000;

    private static final String SELECT = "SELECT /*+ MAX_EXECUTION_TIME(20000) */ ";

    private static final int OVER_TIME = 3024;

    private final Pool reader;

    UsageRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** Whether a user created all of these agents. @param agentIds at least one */
    Uni<Boolean> created(String userId, Set<String> agentIds) {
        List<Object> parameters = new ArrayList<>(List.of(userId));
        parameters.addAll(agentIds);
        return reader.preparedQuery("SELECT COUNT(*) FROM agent_owners WHERE created_by = ? AND agent_id IN "
                        + placeholders(agentIds.size()))
                .execute(Tuple.from(parameters))
                .map(rows -> rows.iterator().next().getLong(0) == agentIds.size());
    }

    /** The first groups in the asked order, over the whole time. */
    Uni<List<UsageRow>> totals(UsageQuestion question) {
        List<Object> parameters = new ArrayList<>();
        String columns = columns(question.dimensions());
        String order = Objects.requireNonNull(question.order().sql()) + (question.ascending() ? "" : " DESC");
        String sql = SELECT
                + select(columns, question)
                + where(question, List.of(), parameters)
                + (columns.isEmpty()
                        ? ""
                        : " GROUP BY " + columns + " ORDER BY " + order + ", " + columns + " LIMIT "
                                + question.limit());
        return reader.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows ->
                        rows.stream().map(row -> read(row, question, false)).toList());
    }

    /** These groups in each step in which something happened. */
    Uni<List<UsageRow>> series(UsageQuestion question, List<UsageRow> groups) {
        List<Object> parameters = new ArrayList<>();
        String columns = columns(question.dimensions());
        String places = columns.isEmpty() ? "step" : "step, " + columns;
        String sql = SELECT + step(question) + " AS step, " + select(columns, question)
                + where(question, groups, parameters) + " GROUP BY " + places + " ORDER BY " + places;
        return reader.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> rows.stream().map(row -> read(row, question, true)).toList());
    }

    /** Distributions of these groups by place, as far as there are any. Emits null when they are too many. */
    Uni<@Nullable Map<UsageRow.Place, UsageRow.Times>> times(UsageQuestion question, List<UsageRow> groups) {
        List<Object> parameters = new ArrayList<>();
        String columns = columns(question.dimensions());
        String sql = SELECT + (question.steps().isEmpty() ? UsageRow.WHOLE : step(question)) + " AS step, latency,"
                + " first_token" + (columns.isEmpty() ? "" : ", " + columns) + " FROM "
                + question.table().table() + where(question, groups, parameters)
                + " AND (latency <> '' OR first_token <> '') LIMIT " + (MOST_SKETCHES + 1);
        return reader.preparedQuery(sql).execute(Tuple.from(parameters)).map(rows -> {
            if (rows.size() > MOST_SKETCHES) {
                return null;
            }
            Map<UsageRow.Place, UsageRow.Times> times = new HashMap<>();
            for (Row row : rows) {
                UsageRow.Place place = new UsageRow.Place(row.getInteger("step"), group(row, question));
                byte[] latency = row.getBuffer("latency").getBytes();
                byte[] firstToken = row.getBuffer("first_token").getBytes();
                for (UsageRow.Place in : Set.copyOf(List.of(place, place.overall()))) {
                    times.computeIfAbsent(in, none -> new UsageRow.Times()).add(latency, firstToken);
                }
            }
            return times;
        });
    }

    /** Whether MySQL gave up on a statement that took too long. */
    static boolean isOverTime(Throwable failure) {
        return failure instanceof MySQLException refused && refused.getErrorCode() == OVER_TIME;
    }

    private static String columns(List<UsageDimension> dimensions) {
        return dimensions.stream().map(UsageDimension::column).collect(Collectors.joining(", "));
    }

    private static String select(String columns, UsageQuestion question) {
        List<String> selected = new ArrayList<>();
        if (!columns.isEmpty()) {
            selected.add(columns);
        }
        for (UsageMeasure measure : question.measures()) {
            String sql = measure.sql();
            if (sql != null) {
                selected.add(sql + " AS m_" + measure.wireName());
            }
        }
        selected.add("COUNT(*) AS slots");
        return String.join(", ", selected) + " FROM " + question.table().table();
    }

    /** Ids begin with the number of the slot, so they narrow the time in every index. */
    private static String where(UsageQuestion question, List<UsageRow> groups, List<Object> parameters) {
        StringBuilder where = new StringBuilder(" WHERE id >= ? AND id < ?");
        parameters.add(UsageSlot.of(question.from()).lowestId());
        parameters.add(UsageSlot.of(question.to()).lowestId());
        question.filters().forEach((dimension, values) -> {
            where.append(" AND ").append(dimension.column()).append(" IN ").append(placeholders(values.size()));
            parameters.addAll(values);
        });
        if (!groups.isEmpty() && !question.dimensions().isEmpty()) {
            String group = placeholders(question.dimensions().size());
            where.append(" AND (")
                    .append(columns(question.dimensions()))
                    .append(") IN (")
                    .append(String.join(", ", Collections.nCopies(groups.size(), group)))
                    .append(')');
            groups.forEach(row -> parameters.addAll(row.place().group()));
        }
        return where.toString();
    }

    /** The number of the step in which a slot is: MySQL searches the list of begins by halves. */
    private static String step(UsageQuestion question) {
        return question.steps().stream()
                .map(begin -> String.valueOf(begin.getEpochSecond()))
                .collect(Collectors.joining(", ", "INTERVAL(TIMESTAMPDIFF(SECOND, '1970-01-01', slot), ", ") - 1"));
    }

    private static String placeholders(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    private static UsageRow read(Row row, UsageQuestion question, boolean inSteps) {
        Map<UsageMeasure, Object> figures = new EnumMap<>(UsageMeasure.class);
        for (UsageMeasure measure : question.measures()) {
            if (!measure.isPercentile()) {
                BigDecimal value = row.getBigDecimal("m_" + measure.wireName());
                if (value != null) {
                    figures.put(measure, plain(value));
                } else if (measure.isCount()) {
                    figures.put(measure, BigDecimal.ZERO);
                }
            }
        }
        int step = inSteps ? row.getInteger("step") : UsageRow.WHOLE;
        return new UsageRow(new UsageRow.Place(step, group(row, question)), figures);
    }

    private static List<String> group(Row row, UsageQuestion question) {
        return question.dimensions().stream()
                .map(dimension -> row.getString(dimension.column()))
                .toList();
    }

    /** Without zeros behind the point, and without an exponent. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
