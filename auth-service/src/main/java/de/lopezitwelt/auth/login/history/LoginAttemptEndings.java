package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Attempts are kept for a time, and not beyond their user. */
@ApplicationScoped
@Priority(20)
class LoginAttemptEndings implements Retention, UserErasure {
    private final LoginAttemptRepository attempts;
    private final RetentionConfig config;

    LoginAttemptEndings(LoginAttemptRepository attempts, RetentionConfig config) {
        this.attempts = attempts;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return attempts.removeBefore(worker, now.minus(config.loginAttempts()), atMost);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return attempts.removeOf(transaction, userId);
    }
}
