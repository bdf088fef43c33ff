package de.lopezitwelt.auth.mail;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The counter rows, always locked in the order account, address. */
@ApplicationScoped
class MailThrottleRepository {
    static final String ACCOUNT = "account";
    static final String ADDRESS = "address";

    /** MySQL assigns from left to right: the number depends on the old window. */
    private static final String COUNT = """
            INSERT INTO mail_throttles (scope, subject, requests, window_started_at) VALUES (?, ?, 1, ?)
            ON DUPLICATE KEY UPDATE requests = IF(window_started_at <= ?, 1, requests + 1),
                window_started_at = IF(window_started_at <= ?, ?, window_started_at)""";

    private static final String READ =
            "SELECT requests, window_started_at FROM mail_throttles WHERE scope = ? AND subject = ?";

    record Counter(int requests, Instant windowStartedAt) {}

    /** Counts one more request and returns the number within the window, including this one. */
    Uni<Counter> count(SqlConnection transaction, String scope, String subject, Instant now, Duration window) {
        var time = DateTimes.utc(now);
        var longAgo = DateTimes.utc(now.minus(window));
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.tuple()
                        .addString(scope)
                        .addString(subject)
                        .addLocalDateTime(time)
                        .addLocalDateTime(longAgo)
                        .addLocalDateTime(longAgo)
                        .addLocalDateTime(time))
                .chain(() -> transaction.preparedQuery(READ).execute(Tuple.of(scope, subject)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Counter(
                        row.getInteger("requests"), DateTimes.instant(row.getLocalDateTime("window_started_at"))));
    }

    Uni<Integer> removeStartedBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM mail_throttles WHERE window_started_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    Uni<Void> remove(SqlConnection transaction, String account) {
        return transaction
                .preparedQuery("DELETE FROM mail_throttles WHERE scope = 'account' AND subject = ?")
                .execute(Tuple.of(account))
                .replaceWithVoid();
    }
}
