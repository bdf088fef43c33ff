package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.retention.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Challenges that nobody has answered are deleted at their end. */
@ApplicationScoped
class LoginChallengeRetention implements Retention {
    private final LoginChallengeRepository challenges;

    LoginChallengeRetention(LoginChallengeRepository challenges) {
        this.challenges = challenges;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return challenges.removeExpiredBefore(worker, now, atMost);
    }
}
