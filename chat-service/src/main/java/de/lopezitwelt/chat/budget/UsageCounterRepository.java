package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code usage_counters}, within a transaction of the caller. Rows are always locked in key order. */
@ApplicationScoped
public class UsageCounterRepository {
    private static final String KEY = "subject_id, subject_type, limit_name, window_start";
    private static final String INSERT = "INSERT INTO usage_counters (" + KEY + ", used, reserved) VALUES ";
    private static final int KEY_COLUMNS = 4;

    /** Locks the counters, made at zero where they did not exist, and loads them. */
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
        List<CounterKey> changed = counters.changed();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = MultiRow.parameters(changed, (key, tuple) -> {
            addKey(key, tuple);
            Counters.Level level = counters.level(key);
            tuple.addValue(level.used()).addValue(level.reserved());
        });
        return transaction
                .preparedQuery(INSERT
                        + MultiRow.placeholders(changed.size(), KEY_COLUMNS + 2)
                        + " AS new ON DUPLICATE KEY UPDATE used = new.used, reserved = new.reserved")
                .execute(parameters)
                .replaceWithVoid();
    }

    private Uni<Set<CounterKey>> select(SqlConnection transaction, Collection<CounterKey> keys, Counters counters) {
        List<CounterKey> padded = MultiRow.padded(keys);
        return transaction
                .preparedQuery("SELECT " + KEY + ", used, reserved FROM usage_counters WHERE (" + KEY + ") IN ("
                        + MultiRow.placeholders(padded.size(), KEY_COLUMNS) + ") FOR UPDATE")
                .execute(MultiRow.parameters(padded, UsageCounterRepository::addKey))
                .map(rows -> load(rows, counters));
    }

    private static Set<CounterKey> load(RowSet<Row> rows, Counters counters) {
        Set<CounterKey> found = new HashSet<>();
        for (Row row : rows) {
            CounterKey key = new CounterKey(
                    EntitlementSubject.valueOf(row.getString("subject_type").toUpperCase(Locale.ROOT)),
                    row.getString("subject_id"),
                    LimitName.fromWire(row.getString("limit_name")),
                    row.getLocalDate("window_start"));
            counters.load(key, new Counters.Level(row.getLong("used"), row.getLong("reserved")));
            found.add(key);
        }
        return found;
    }

    /** An update that changes nothing also locks the row of whoever was faster. */
    private static Uni<Void> create(SqlConnection transaction, List<CounterKey> keys) {
        Tuple parameters = MultiRow.parameters(keys, (key, tuple) -> {
            addKey(key, tuple);
            tuple.addValue(0L).addValue(0L);
        });
        return transaction
                .preparedQuery(INSERT
                        + MultiRow.placeholders(keys.size(), KEY_COLUMNS + 2)
                        + " ON DUPLICATE KEY UPDATE usage_counters.used = usage_counters.used")
                .execute(parameters)
                .replaceWithVoid();
    }

    private static void addKey(CounterKey key, Tuple tuple) {
        tuple.addValue(key.subjectId())
                .addValue(key.subjectType().wireName())
                .addValue(key.limit().wireName())
                .addValue(key.windowStart());
    }
}
