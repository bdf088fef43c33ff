package de.lopezitwelt.auth.login.throttle;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The counter rows. Always locked in the order account, address. */
@ApplicationScoped
public class ThrottleRepository {
    static final String ACCOUNT = "account";
    static final String ADDRESS = "address";

    /** Creates the row or locks the one there is: with INSERT IGNORE two first attempts could wait for each other. */
    private static final String ENSURE = """
            INSERT INTO login_throttles (scope, subject, failures, window_started_at, last_attempt_at)
            VALUES (?, ?, 0, ?, ?) ON DUPLICATE KEY UPDATE failures = failures""";

    private static final String READ = """
            SELECT failures, pending, window_started_at, last_attempt_at, pending_until, locked_until
            FROM login_throttles WHERE scope = ? AND subject = ? FOR UPDATE""";

    private static final String WRITE = """
            UPDATE login_throttles
            SET failures = ?, pending = ?, window_started_at = ?, last_attempt_at = ?, pending_until = ?, locked_until = ?
            WHERE scope = ? AND subject = ?""";

    private static final String FORGET =
            "UPDATE login_throttles SET failures = 0, pending = 0, locked_until = NULL WHERE scope = ? AND subject = ?";

    /** Keeps only attempts that are under way at this moment. MySQL assigns left to right. */
    private static final String SUCCEED = """
            UPDATE login_throttles SET failures = IF(pending > 0, pending - 1, 0), pending = failures, locked_until = NULL
            WHERE scope = ? AND subject = ?""";

    private static final String FAIL =
            "UPDATE login_throttles SET pending = pending - 1 WHERE scope = ? AND subject = ? AND pending > 0";

    private static final String TAKE_BACK = """
            UPDATE login_throttles SET failures = IF(failures > 0, failures - 1, 0),
                pending = IF(pending > 0, pending - 1, 0), locked_until = NULL
            WHERE scope = ? AND subject = ?""";

    Uni<ThrottleCounter> lock(SqlConnection transaction, String scope, String subject, Instant now) {
        var time = DateTimes.utc(now);
        return transaction
                .preparedQuery(ENSURE)
                .execute(Tuple.of(scope, subject, time, time))
                .chain(() -> transaction.preparedQuery(READ).execute(Tuple.of(scope, subject)))
                .map(rows -> counter(rows.iterator().next()));
    }

    Uni<Void> write(SqlConnection transaction, String scope, String subject, ThrottleCounter counter) {
        return transaction
                .preparedQuery(WRITE)
                .execute(Tuple.tuple()
                        .addInteger(counter.failures())
                        .addInteger(counter.pending())
                        .addLocalDateTime(DateTimes.utc(counter.windowStartedAt()))
                        .addLocalDateTime(DateTimes.utc(counter.lastAttemptAt()))
                        .addLocalDateTime(utcOrNull(counter.pendingUntil()))
                        .addLocalDateTime(utcOrNull(counter.lockedUntil()))
                        .addString(scope)
                        .addString(subject))
                .replaceWithVoid();
    }

    /** After a success: the account starts over, the address gets back the one attempt. */
    Uni<Void> markSucceeded(SqlConnection transaction, ThrottleSubject subject) {
        return transaction
                .preparedQuery(SUCCEED)
                .execute(Tuple.of(ACCOUNT, subject.account()))
                .chain(() -> transaction.preparedQuery(TAKE_BACK).execute(Tuple.of(ADDRESS, subject.address())))
                .replaceWithVoid();
    }

    /** Leaves it counted, but decided. */
    Uni<Void> markFailed(SqlClient client, ThrottleSubject subject) {
        return client.preparedQuery(FAIL)
                .execute(Tuple.of(ACCOUNT, subject.account()))
                .replaceWithVoid();
    }

    /** False when there was nothing to forget. */
    public Uni<Boolean> forget(SqlClient client, String account) {
        return client.preparedQuery(FORGET).execute(Tuple.of(ACCOUNT, account)).map(rows -> rows.rowCount() == 1);
    }

    /** For an attempt that was reserved and then not made. */
    Uni<Void> takeBack(SqlConnection transaction, ThrottleSubject subject) {
        return transaction
                .preparedQuery(TAKE_BACK)
                .execute(Tuple.of(ACCOUNT, subject.account()))
                .chain(() -> transaction.preparedQuery(TAKE_BACK).execute(Tuple.of(ADDRESS, subject.address())))
                .replaceWithVoid();
    }

    Uni<Integer> removeUntouchedSince(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM login_throttles WHERE last_attempt_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    Uni<Void> remove(SqlConnection transaction, String account) {
        return transaction
                .preparedQuery("DELETE FROM login_throttles WHERE scope = 'account' AND subject = ?")
                .execute(Tuple.of(account))
                .replaceWithVoid();
    }

    private static ThrottleCounter counter(Row row) {
        return new ThrottleCounter(
                row.getInteger("failures"),
                row.getInteger("pending"),
                DateTimes.instant(row.getLocalDateTime("window_started_at")),
                DateTimes.instant(row.getLocalDateTime("last_attempt_at")),
                DateTimes.instantOrNull(row.getLocalDateTime("pending_until")),
                DateTimes.instantOrNull(row.getLocalDateTime("locked_until")));
    }

    private static @Nullable LocalDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : DateTimes.utc(time);
    }
}
