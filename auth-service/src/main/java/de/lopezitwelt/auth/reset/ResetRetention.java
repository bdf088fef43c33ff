package de.lopezitwelt.auth.reset;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Links are deleted some time after their end. */
@ApplicationScoped
class ResetRetention implements Retention {
    private final ResetRepository links;
    private final RetentionConfig config;

    ResetRetention(ResetRepository links, RetentionConfig config) {
        this.links = links;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return links.removeExpiredBefore(worker, now.minus(config.endedLinks()), atMost);
    }
}
