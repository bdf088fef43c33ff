package de.lopezitwelt.analytics.reconciliation;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tallies that the fold has counted. */
@ApplicationScoped
class FoldedTallyRepository {
    private final Pool worker;

    FoldedTallyRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Sessions with ids above {@code after}, from {@code from} on and below {@code to}. */
    Uni<SortedMap<String, Tally>> between(String after, String from, String to) {
        return worker.preparedQuery("SELECT id, total_messages, message_checksum FROM session_analytics"
                        + " WHERE id > ? AND id >= ? AND id < ? ORDER BY id")
                .execute(Tuple.of(after, from, to))
                .map(rows -> {
                    SortedMap<String, Tally> tallies = new TreeMap<>();
                    for (Row row : rows) {
                        tallies.put(row.getString(0), new Tally(row.getLong(1), row.getLong(2)));
                    }
                    return tallies;
                });
    }
}
