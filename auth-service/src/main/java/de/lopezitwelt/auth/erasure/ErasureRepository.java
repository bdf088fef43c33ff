package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Attempts and votes. */
@ApplicationScoped
public class ErasureRepository {
    private static final String COLUMNS =
            "SELECT id, user_id, status, was_active, requested_at, ended_at FROM erasures WHERE ";

    Uni<Void> insert(Mutiny.Session session, Erasure erasure, String ticketHash) {
        return session.createNativeQuery("""
                        INSERT INTO erasures (id, user_id, status, was_active, ticket_hash, requested_at)
                        VALUES (:id, :user, :status, :active, :ticket, :now)""")
                .setParameter("id", erasure.id())
                .setParameter("user", erasure.userId())
                .setParameter("status", erasure.status().wireName())
                .setParameter("active", erasure.wasActive())
                .setParameter("ticket", ticketHash)
                .setParameter("now", erasure.requestedAt())
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<@Nullable Erasure> find(SqlClient client, String id) {
        return one(client, "id = ?", id);
    }

    Uni<@Nullable Erasure> findByTicket(SqlClient client, String ticketHash) {
        return one(client, "ticket_hash = ?", ticketHash);
    }

    Uni<@Nullable Erasure> findNewestOf(SqlClient client, String userId) {
        return one(client, "user_id = ? ORDER BY id DESC LIMIT 1", userId);
    }

    /** The one under way. The user's row is locked first, as by the request. */
    public Uni<@Nullable Erasure> lockCurrent(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id FROM users WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(userId))
                .chain(() ->
                        one(transaction, "user_id = ? AND status IN ('requested', 'approved') FOR UPDATE", userId));
    }

    Uni<Integer> removeEndedBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM erasures WHERE ended_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    /** Keeps the erasure, but no longer whose it was. */
    public Uni<Void> forgetUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "DELETE v FROM erasure_votes v JOIN erasures e ON e.id = v.erasure_id WHERE e.user_id = ?")
                .execute(Tuple.of(userId))
                .chain(() -> transaction
                        .preparedQuery("UPDATE erasures SET user_id = NULL WHERE user_id = ?")
                        .execute(Tuple.of(userId)))
                .replaceWithVoid();
    }

    private Uni<@Nullable Erasure> one(SqlClient client, String condition, String value) {
        return client.preparedQuery(COLUMNS + condition)
                .execute(Tuple.of(value))
                .map(rows -> rows.size() == 0 ? null : erasure(rows.iterator().next()));
    }

    /** False when this very event was counted before, for this attempt or an earlier one. */
    public Uni<Boolean> record(SqlConnection transaction, String erasureId, Vote vote, String eventId) {
        return transaction
                .preparedQuery("SELECT 1 FROM erasure_votes WHERE event_id = ?")
                .execute(Tuple.of(eventId))
                .chain(known -> known.size() > 0
                        ? Uni.createFrom().item(false)
                        : transaction
                                .preparedQuery("INSERT IGNORE INTO erasure_votes"
                                        + " (erasure_id, service, outcome, reason, event_id) VALUES (?, ?, ?, ?, ?)")
                                .execute(Tuple.of(
                                        erasureId,
                                        vote.service(),
                                        vote.outcome().column(),
                                        vote.reason(),
                                        eventId))
                                .replaceWith(true));
    }

    public Uni<List<Vote>> findVotes(SqlClient client, String erasureId) {
        return client.preparedQuery(
                        "SELECT service, outcome, reason FROM erasure_votes WHERE erasure_id = ? ORDER BY service")
                .execute(Tuple.of(erasureId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Vote(
                                row.getString("service"),
                                WireEnum.parse(Vote.Outcome.class, row.getString("outcome")),
                                row.getString("reason")))
                        .toList());
    }

    public Uni<Void> moveTo(SqlConnection transaction, String id, ErasureStatus status, @Nullable Instant endedAt) {
        return transaction
                .preparedQuery("UPDATE erasures SET status = ?, ended_at = ? WHERE id = ?")
                .execute(Tuple.of(status.wireName(), endedAt == null ? null : DateTimes.utc(endedAt), id))
                .replaceWithVoid();
    }

    private static Erasure erasure(Row row) {
        return new Erasure(
                row.getString("id"),
                row.getString("user_id"),
                ErasureStatus.ofColumn(row.getString("status")),
                row.getBoolean("was_active"),
                DateTimes.instant(row.getLocalDateTime("requested_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("ended_at")));
    }
}
