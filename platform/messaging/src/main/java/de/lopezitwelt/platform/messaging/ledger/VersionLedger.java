package de.lopezitwelt.platform.messaging.ledger;

import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last folded version of each aggregate, cached. Only the member that moves a partition's offset writes versions of
 * its keys; what it has read or written since it took the partition over therefore stays true as long as the moves
 * succeed. The cache rests on this, so {@link #forget} must follow every failure and rebalance.
 */
public final class VersionLedger {
    private static final int REMEMBERED = 50_000;
    private static final int ROWS_PER_STATEMENT = 2_000;
    public static final long NONE = Long.MIN_VALUE;

    private final Pool pool;
    private final String group;
    private final VersionPlace place;
    private final String find;
    private final MultiRowInsert save;
    private final Map<Key, Long> remembered = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private int era;

    public record Key(String topic, String key) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::topic).thenComparing(Key::key);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param table of versions */
    public VersionLedger(Pool pool, String group, String table, VersionPlace place) {
        this.pool = pool;
        this.group = group;
        this.place = place;
        this.find = "SELECT event_key, last_version FROM " + table
                + " WHERE consumer_group = ? AND topic = ? AND event_key IN ";
        this.save = new MultiRowInsert(
                "INSERT INTO " + table + " (consumer_group, topic, event_key, last_version)",
                4,
                "ON DUPLICATE KEY UPDATE last_version = GREATEST(" + table + ".last_version, fresh.last_version)");
    }

    /** Last versions of the keys; {@link #NONE} for keys never seen. */
    public Uni<Map<Key, Long>> last(Collection<Key> keys) {
        Map<Key, Long> found = new HashMap<>(keys.size() * 2);
        Map<String, List<String>> missing = new TreeMap<>();
        for (Key key : keys) {
            if (place instanceof VersionPlace.Nowhere) {
                found.put(key, NONE);
                continue;
            }
            Long version = remembered.get(key);
            found.put(key, version == null ? NONE : version);
            if (version == null) {
                missing.computeIfAbsent(key.topic(), topic -> new ArrayList<>()).add(key.key());
            }
        }
        Uni<Void> loaded = Uni.createFrom().voidItem();
        for (Map.Entry<String, List<String>> topic : missing.entrySet()) {
            for (List<String> part : parts(topic.getValue())) {
                loaded = loaded.chain(() -> load(topic.getKey(), part, found));
            }
        }
        return loaded.replaceWith(found);
    }

    /**
     * Writes the new last versions, always in the same order, so that writers do not deadlock.
     *
     * @param inRows versions by key that the consumer's own rows hold; what they hold is not written
     */
    public Uni<Void> save(SqlConnection transaction, Map<Key, Long> versions, Map<String, Long> inRows) {
        if (place instanceof VersionPlace.Nowhere) {
            return Uni.createFrom().voidItem();
        }
        List<List<?>> rows = new ArrayList<>(versions.size() - Math.min(versions.size(), inRows.size()));
        new TreeMap<>(versions).forEach((key, version) -> {
            if (inRows.getOrDefault(key.key(), NONE) < version) {
                rows.add(List.of(group, key.topic(), key.key(), version));
            }
        });
        return save.execute(transaction, rows);
    }

    /** Changes whenever the cache was emptied. */
    public int era() {
        return era;
    }

    /** Call after the commit. Does nothing when the cache was emptied after the caller asked for {@code since}. */
    public void remember(Map<Key, Long> versions, int since) {
        if (since == era && !(place instanceof VersionPlace.Nowhere)) {
            remembered.putAll(versions);
        }
    }

    public void forget() {
        era++;
        remembered.clear();
    }

    private Uni<Void> load(String topic, List<String> keys, Map<Key, Long> into) {
        String listed = "(?" + ", ?".repeat(keys.size() - 1) + ")";
        List<Object> values = new ArrayList<>(2 * keys.size() + 2);
        values.add(group);
        values.add(topic);
        values.addAll(keys);
        String statement = find + listed;
        if (place instanceof VersionPlace.Rows(String rows, String key, String version)) {
            // One statement sees one moment: an erasure moves versions from the rows to the table.
            statement += " UNION ALL SELECT " + key + ", " + version + " FROM " + rows + " WHERE " + key + " IN "
                    + listed + " AND " + version + " IS NOT NULL";
            values.addAll(keys);
        }
        return pool.preparedQuery(statement)
                .execute(Tuple.tuple(values))
                .invoke(rows -> {
                    for (Row row : rows) {
                        into.merge(new Key(topic, row.getString(0)), row.getLong(1), Math::max);
                    }
                })
                .replaceWithVoid();
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            parts.add(all.subList(from, Math.min(from + ROWS_PER_STATEMENT, all.size())));
        }
        return parts;
    }
}
