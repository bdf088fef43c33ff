package de.lopezitwelt.analytics.usage.fold;

import de.lopezitwelt.analytics.subject.UserErasure;
import de.lopezitwelt.analytics.summary.fold.SummaryInsert;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.analytics.usage.LatencySketch;
import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.analytics.usage.UsageSlot;
import de.lopezitwelt.analytics.usage.UsageTable;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes usage. Rows are written in the order of their keys, because all transactions must lock them in one order. */
@ApplicationScoped
class UsageFoldRepository implements UserErasure {
    private static final int PURGED_AT_ONCE = 5_000;

    private static final Map<UsageTable, SummaryInsert> SUMS = each(UsageFoldRepository::sums);
    private static final Map<UsageTable, SummaryInsert> SKETCHES = each(UsageFoldRepository::sketches);

    private final Pool worker;

    UsageFoldRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    private static Map<UsageTable, SummaryInsert> each(Function<UsageTable, SummaryInsert> insert) {
        Map<UsageTable, SummaryInsert> inserts = new EnumMap<>(UsageTable.class);
        for (UsageTable table : UsageTable.values()) {
            inserts.put(table, insert.apply(table));
        }
        return inserts;
    }

    private static SummaryInsert sums(UsageTable table) {
        List<String> columns = Stream.of(
                        List.of("id", "slot"),
                        table.dimensions().stream().map(UsageDimension::column).toList(),
                        UsageTable.SUMS)
                .flatMap(List::stream)
                .toList();
        return new SummaryInsert(
                insert(table) + " (" + String.join(", ", columns) + ")",
                columns.size(),
                UsageTable.SUMS.stream()
                        .map(sum -> sum + " = " + table.table() + "." + sum + " + fresh." + sum)
                        .collect(Collectors.joining(", ", "ON DUPLICATE KEY UPDATE ", "")));
    }

    private static String insert(UsageTable table) {
        return switch (table) {
            case TOTALS -> "INSERT INTO usage_totals";
            case PEOPLE -> "INSERT INTO usage_people";
        };
    }

    /** The rows exist and are locked, so this INSERT always acts as an UPDATE of many rows. */
    private static SummaryInsert sketches(UsageTable table) {
        return new SummaryInsert(
                insert(table) + " (id, slot, latency, first_token)",
                4,
                "ON DUPLICATE KEY UPDATE latency = fresh.latency, first_token = fresh.first_token");
    }

    Uni<Void> add(SummaryTables tables, SqlConnection transaction, UsageBatch batch) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UsageTable table : UsageTable.values()) {
            Map<String, Map.Entry<UsageBatch.Key, UsageTotals>> rows = new TreeMap<>();
            batch.rows(table).entrySet().forEach(row -> rows.put(row.getKey().id(), row));
            all = all.chain(() -> addSums(tables, table, transaction, rows))
                    .chain(() -> addTimes(tables, table, transaction, rows));
        }
        return all;
    }

    private static Uni<Void> addSums(
            SummaryTables tables,
            UsageTable table,
            SqlConnection transaction,
            Map<String, Map.Entry<UsageBatch.Key, UsageTotals>> rows) {
        List<List<Object>> values = new ArrayList<>(rows.size());
        rows.forEach((id, row) -> {
            List<Object> columns = new ArrayList<>();
            columns.add(id);
            columns.add(row.getKey().slot().column());
            columns.addAll(row.getKey().values());
            columns.addAll(row.getValue().sums());
            values.add(columns);
        });
        return Objects.requireNonNull(SUMS.get(table)).on(tables).execute(transaction, values);
    }

    /** A server cannot add up sketches. The sums before it have locked the rows, so nobody else changes them meanwhile. */
    private static Uni<Void> addTimes(
            SummaryTables tables,
            UsageTable table,
            SqlConnection transaction,
            Map<String, Map.Entry<UsageBatch.Key, UsageTotals>> rows) {
        List<String> timed = rows.entrySet().stream()
                .filter(row -> row.getValue().getValue().isTimed())
                .map(Map.Entry::getKey)
                .toList();
        if (timed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        SELECT t.id, t.latency, t.first_token
                        FROM JSON_TABLE(?, '$[*]'
                                COLUMNS (id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS wanted
                            STRAIGHT_JOIN %s t ON t.id = wanted.id""".formatted(tables.named(table.table())))
                .execute(Tuple.of(new JsonArray(timed).encode()))
                .map(stored -> merged(stored, rows))
                .chain(merged ->
                        Objects.requireNonNull(SKETCHES.get(table)).on(tables).execute(transaction, merged));
    }

    private static List<List<Object>> merged(
            RowSet<Row> stored, Map<String, Map.Entry<UsageBatch.Key, UsageTotals>> rows) {
        Map<String, List<Object>> merged = new TreeMap<>();
        for (Row row : stored) {
            String id = row.getString(0);
            var fresh = Objects.requireNonNull(rows.get(id));
            merged.put(
                    id,
                    List.of(
                            id,
                            fresh.getKey().slot().column(),
                            sketch(row, 1, fresh.getValue().latencies),
                            sketch(row, 2, fresh.getValue().firstTokens)));
        }
        return List.copyOf(merged.values());
    }

    private static Buffer sketch(Row row, int column, List<Long> fresh) {
        return Buffer.buffer(new LatencySketch()
                .add(row.getBuffer(column).getBytes())
                .add(fresh)
                .bytes());
    }

    /** Usage by person goes; the totals hold no person. */
    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        Uni<Void> erased = Uni.createFrom().voidItem();
        for (SummaryTables tables : SummaryTables.values()) {
            erased = erased.chain(() -> transaction
                    .preparedQuery(tables.in("DELETE FROM usage_people WHERE user_id = ?"))
                    .execute(Tuple.of(userId))
                    .replaceWithVoid());
        }
        return erased;
    }

    /** Deletes the rows of earlier slots, a few at a time. Answers how many. */
    Uni<Integer> purge(SummaryTables tables, UsageTable table, UsageSlot before) {
        return worker.preparedQuery("DELETE FROM " + tables.named(table.table()) + " WHERE id < ? ORDER BY id LIMIT "
                        + PURGED_AT_ONCE)
                .execute(Tuple.of(before.lowestId()))
                .map(RowSet::rowCount)
                .chain(deleted -> deleted < PURGED_AT_ONCE
                        ? Uni.createFrom().item(deleted)
                        : purge(tables, table, before).map(more -> deleted + more));
    }
}
