package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Sign-ins are kept for a time after their end, so that a reuse of their tokens is recognised. */
@ApplicationScoped
class TokenFamilyRetention implements Retention {
    private final TokenFamilyRepository families;
    private final RetentionConfig config;

    TokenFamilyRetention(TokenFamilyRepository families, RetentionConfig config) {
        this.families = families;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return families.removeExpiredBefore(worker, now.minus(config.endedSignIns()), atMost);
    }
}
