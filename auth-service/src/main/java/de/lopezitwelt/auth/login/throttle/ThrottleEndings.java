package de.lopezitwelt.auth.login.throttle;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Counters that nobody touches are deleted after a time, and the account's with its user. */
@ApplicationScoped
@Priority(20)
class ThrottleEndings implements Retention, UserErasure {
    private final ThrottleRepository throttles;
    private final RecipientRepository recipients;
    private final RetentionConfig config;

    ThrottleEndings(ThrottleRepository throttles, RecipientRepository recipients, RetentionConfig config) {
        this.throttles = throttles;
        this.recipients = recipients;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return throttles.removeUntouchedSince(worker, now.minus(config.throttles()), atMost);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return recipients
                .findById(transaction, userId)
                .chain(user -> user == null
                        ? Uni.createFrom().voidItem()
                        : throttles.remove(
                                transaction,
                                ThrottleSubject.of(user.email(), null).account()));
    }
}
