package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Erasures are kept after their end, as long as their tickets can be asked with. */
@ApplicationScoped
class ErasureRetention implements Retention {
    private final ErasureRepository erasures;
    private final RetentionConfig config;

    ErasureRetention(ErasureRepository erasures, RetentionConfig config) {
        this.erasures = erasures;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return erasures.removeEndedBefore(worker, now.minus(config.endedErasures()), atMost);
    }
}
