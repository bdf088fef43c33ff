package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.retention.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Sign-ins through a provider that were never finished are deleted at their end. */
@ApplicationScoped
class FlowRetention implements Retention {
    private final FlowRepository flows;

    FlowRetention(FlowRepository flows) {
        this.flows = flows;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return flows.removeExpiredBefore(worker, now, atMost);
    }
}
