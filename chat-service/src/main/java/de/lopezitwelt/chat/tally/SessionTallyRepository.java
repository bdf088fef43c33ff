package de.lopezitwelt.chat.tally;

import de.lopezitwelt.contracts.session.SessionTally;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SessionTallyRepository {
    /** No message is older than its session, so partitions before the day are not read. */
    private static final String TALLY = """
            SELECT s.id, COUNT(m.id),
                SUM(IF(m.id IS NULL, 0, CRC32(CONCAT_WS(':', m.id, m.type, COALESCE(m.tokens_used, 0),
                    COALESCE(m.processing_time_ms, 0)))))
            FROM (SELECT id FROM chat_sessions WHERE id > ? AND id >= ? AND id < ? ORDER BY id LIMIT ?) AS s
                LEFT JOIN chat_messages m ON m.session_id = s.id AND m.created_at >= ?
            GROUP BY s.id ORDER BY s.id""";

    private final Pool worker;

    SessionTallyRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Sessions above {@code after} whose ids carry a time in the range, by id. */
    Uni<List<SessionTally>> startedBetween(Instant from, Instant to, String after, int limit) {
        return worker.preparedQuery(TALLY)
                .execute(Tuple.of(
                        after, IdGenerator.lowerBound(from), IdGenerator.lowerBound(to), limit, DateTimes.utc(from)))
                .map(rows -> rows.stream()
                        .map(row -> new SessionTally(row.getString(0), row.getLong(1), row.getLong(2)))
                        .toList());
    }
}
