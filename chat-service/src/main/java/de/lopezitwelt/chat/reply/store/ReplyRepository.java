package de.lopezitwelt.chat.reply.store;

import de.lopezitwelt.chat.sql.MultiRow;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code replies}, except for what turns write. The database's clock decides when a lease ends. */
@ApplicationScoped
public class ReplyRepository {
    private static final String SELECT = "SELECT id, session_id, user_id, user_message_id, message_id, agent_version,"
            + " model, status, owner_instance, owner_url, lease_epoch, store_text, keep,"
            + " CAST(reservations AS CHAR) AS reservations, prompt_tokens, CAST(pricing AS CHAR) AS pricing, CAST(origin AS CHAR) AS origin,"
            + " finish_reason, CAST(failure AS CHAR) AS failure, created_at FROM replies";

    /** The state of a reply that this instance believes it owns. */
    public record Ownership(String replyId, int epoch, ReplyStatus status, boolean cancelRequested) {}

    private final Pool pool;
    private final ReplyOwner owner;

    ReplyRepository(Pool pool, ReplyOwner owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** Null when the user has no such reply in that session. */
    public Uni<@Nullable ReplyRecord> find(String replyId, String sessionId, String userId) {
        return pool.preparedQuery(SELECT + " WHERE id = ? AND session_id = ? AND user_id = ?")
                .execute(Tuple.of(replyId, sessionId, userId))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    /** For a repeated request, whose idempotency key belongs to the caller. Null when the user has no such reply. */
    public Uni<@Nullable ReplyRecord> findOfUser(String replyId, String userId) {
        return pool.preparedQuery(SELECT + " WHERE id = ? AND user_id = ?")
                .execute(Tuple.of(replyId, userId))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    /** Renews the leases of replies that this instance owns. @param replyIds sorted */
    public Uni<Void> renew(List<String> replyIds) {
        List<String> padded = MultiRow.padded(replyIds);
        Tuple parameters = Tuple.of(micros(owner.lease()), ReplyOwner.FIRST_EPOCH);
        padded.forEach(parameters::addValue);
        return pool.preparedQuery("UPDATE replies SET expires_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND"
                        + " WHERE lease_epoch = ? AND status = 'streaming' AND id IN "
                        + MultiRow.list(padded.size()))
                .execute(parameters)
                .replaceWithVoid();
    }

    public Uni<List<Ownership>> ownership(List<String> replyIds) {
        List<String> padded = MultiRow.padded(replyIds);
        return pool.preparedQuery("SELECT id, lease_epoch, status, cancel_requested FROM replies WHERE id IN "
                        + MultiRow.list(padded.size()))
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .map(rows -> {
                    List<Ownership> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(new Ownership(
                            row.getString("id"),
                            row.getInteger("lease_epoch"),
                            ReplyStatus.fromWire(row.getString("status")),
                            row.getBoolean("cancel_requested"))));
                    return found;
                });
    }

    /** Running replies whose lease has expired. */
    public Uni<List<ReplyRecord>> findAbandoned(int limit) {
        return pool.preparedQuery(SELECT + " WHERE status = 'streaming' AND expires_at < UTC_TIMESTAMP(6) LIMIT ?")
                .execute(Tuple.of(limit))
                .map(ReplyRepository::readAll);
    }

    /** Takes over an abandoned reply under the next epoch; false when another instance was faster. */
    public Uni<Boolean> takeOver(ReplyRecord abandoned) {
        return pool.preparedQuery("UPDATE replies SET lease_epoch = lease_epoch + 1, owner_instance = ?,"
                        + " owner_url = ?, expires_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND WHERE id = ?"
                        + " AND lease_epoch = ? AND status = 'streaming' AND expires_at < UTC_TIMESTAMP(6)")
                .execute(Tuple.of(
                        owner.instance(), owner.url(), micros(owner.lease()), abandoned.id(), abandoned.epoch()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Marks the reply for its owner, which may not be reachable now. */
    public Uni<Void> requestCancel(String replyId) {
        return pool.preparedQuery("UPDATE replies SET cancel_requested = TRUE WHERE id = ? AND status = 'streaming'")
                .execute(Tuple.of(replyId))
                .replaceWithVoid();
    }

    /** Deletes replies that ended longer ago than that. Returns how many. */
    public Uni<Integer> purge(Duration keep, int limit) {
        return pool.preparedQuery("DELETE FROM replies WHERE status IN ('completed', 'cancelled', 'failed')"
                        + " AND expires_at < UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND LIMIT ?")
                .execute(Tuple.of(micros(keep), limit))
                .map(RowSet::rowCount);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static List<ReplyRecord> readAll(RowSet<Row> rows) {
        List<ReplyRecord> replies = new ArrayList<>(rows.size());
        rows.forEach(row -> replies.add(read(row)));
        return replies;
    }

    private static ReplyRecord read(Row row) {
        return new ReplyRecord(
                row.getString("id"),
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("user_message_id"),
                row.getString("message_id"),
                row.getInteger("agent_version"),
                row.getString("model"),
                ReplyStatus.fromWire(row.getString("status")),
                row.getString("owner_instance"),
                row.getString("owner_url"),
                row.getInteger("lease_epoch"),
                row.getBoolean("store_text"),
                row.getBoolean("keep"),
                row.getString("reservations"),
                row.getInteger("prompt_tokens"),
                row.getString("pricing"),
                row.getString("origin"),
                row.getString("finish_reason"),
                row.getString("failure"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }

    /**
     * Locks a user's running replies and reads their reservations as JSON texts. Counters of other subjects hold these
     * too.
     */
    Uni<List<String>> lockReservations(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT CAST(reservations AS CHAR) AS reservations FROM replies WHERE user_id = ?"
                        + " AND status = 'streaming' ORDER BY id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(found -> {
                    List<String> texts = new ArrayList<>(found.size());
                    found.forEach(row -> texts.add(row.getString("reservations")));
                    return texts;
                });
    }

    Uni<Void> deleteByUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM replies WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
