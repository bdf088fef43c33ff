package de.lopezitwelt.chat.budget.counter;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads and writes {@code usage_counters} in the caller's transaction. Rows are always locked in key order. */
@ApplicationScoped
public class UsageCounterRepository {
    private static final String KEY = "subject_id, subject_type, limit_name, window_start";
    private static final String INSERT = "INSERT INTO usage_counters (" + KEY + ", used, reserved)";
    private static final int KEY_COLUMNS = 4;
    private static final MultiRowInsert STORE = new MultiRowInsert(
            INSERT, KEY_COLUMNS + 2, "ON DUPLICATE KEY UPDATE used = fresh.used, reserved = fresh.reserved");
    /** An update that changes nothing also locks a row that another transaction has just created. */
    private static final MultiRowInsert CREATE = new MultiRowInsert(
            INSERT, KEY_COLUMNS + 2, "ON DUPLICATE KEY UPDATE usage_counters.used = usage_counters.used");

    /** Locks the counters and loads them; creates missing ones at zero. */
    public Uni<Void> lock(SqlConnection transaction, Collection<CounterKey> keys, Counters counters) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<CounterKey> sorted = new TreeSet<>(keys);
        return select(transaction, sorted, counters).chain(found -> {
            List<CounterKey> missing =
                    sorted.stream().filter(key -> !found.contains(key)).toList();
            return missing.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : create(transaction, missing)
                            .chain(() -> select(transaction, missing, counters))
                            .replaceWithVoid();
        });
    }

    /** Writes the levels of locked counters. */
    public Uni<Void> store(SqlConnection transaction, Counters counters) {
        return STORE.execute(transaction, changed(counters));
    }

    /** As {@link #store}, without waiting between statements: only on a connection without autocommit. */
    public Uni<Void> storeAhead(SqlConnection transaction, Counters counters) {
        return STORE.executeAhead(transaction, changed(counters));
    }

    private static List<List<Object>> changed(Counters counters) {
        return counters.changed().stream()
                .map(key -> {
                    Counters.Level level = counters.level(key);
                    return row(key, level.used(), level.reserved());
                })
                .toList();
    }

    /** Reads by the key, however small the table: a scan would lock the rows of all users, and wait for them. */
    private Uni<Set<CounterKey>> select(SqlConnection transaction, Collection<CounterKey> keys, Counters counters) {
        List<CounterKey> padded = MultiRow.padded(keys);
        return transaction
                .preparedQuery(
                        "SELECT " + KEY + ", used, reserved FROM usage_counters FORCE INDEX (PRIMARY) WHERE (" + KEY
                                + ") IN ("
                                + MultiRow.placeholders(padded.size(), KEY_COLUMNS) + ") FOR UPDATE")
                .execute(MultiRow.parameters(padded, UsageCounterRepository::addKey))
                .map(rows -> load(rows, counters));
    }

    private static Set<CounterKey> load(RowSet<Row> rows, Counters counters) {
        Set<CounterKey> found = new HashSet<>();
        for (Row row : rows) {
            CounterKey key = new CounterKey(
                    WireEnum.parse(EntitlementSubject.class, row.getString("subject_type")),
                    row.getString("subject_id"),
                    LimitName.fromWire(row.getString("limit_name")),
                    row.getLocalDate("window_start"));
            counters.load(key, new Counters.Level(row.getLong("used"), row.getLong("reserved")));
            found.add(key);
        }
        return found;
    }

    private static Uni<Void> create(SqlConnection transaction, List<CounterKey> keys) {
        return CREATE.execute(
                transaction, keys.stream().map(key -> row(key, 0, 0)).toList());
    }

    private static List<Object> row(CounterKey key, long used, long reserved) {
        return List.of(
                key.subjectId(),
                key.subjectType().wireName(),
                key.limit().wireName(),
                key.windowStart(),
                used,
                reserved);
    }

    private static void addKey(CounterKey key, Tuple tuple) {
        tuple.addValue(key.subjectId())
                .addValue(key.subjectType().wireName())
                .addValue(key.limit().wireName())
                .addValue(key.windowStart());
    }

    Uni<Void> deleteUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM usage_counters WHERE subject_type = 'user' AND subject_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
