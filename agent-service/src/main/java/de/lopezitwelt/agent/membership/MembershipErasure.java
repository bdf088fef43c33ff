package de.lopezitwelt.agent.membership;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** A user who is erased is a member of nothing. */
@ApplicationScoped
@Priority(10)
class MembershipErasure implements UserErasure {
    private final MembershipRepository rows;

    MembershipErasure(MembershipRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.removeUser(transaction, userId);
    }
}
