package de.lopezitwelt.agent.version;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Versions of other people's agents that a user who is erased had written stay, without their name. */
@ApplicationScoped
@Priority(20)
class VersionErasure implements UserErasure {
    private final AgentVersionRepository rows;

    VersionErasure(AgentVersionRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.forgetCreator(transaction, userId);
    }
}
