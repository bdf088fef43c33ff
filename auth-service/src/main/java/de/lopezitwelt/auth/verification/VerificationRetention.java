package de.lopezitwelt.auth.verification;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Links are deleted some time after their end. */
@ApplicationScoped
class VerificationRetention implements Retention {
    private final VerificationRepository links;
    private final RetentionConfig config;

    VerificationRetention(VerificationRepository links, RetentionConfig config) {
        this.links = links;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return links.removeExpiredBefore(worker, now.minus(config.endedLinks()), atMost);
    }
}
