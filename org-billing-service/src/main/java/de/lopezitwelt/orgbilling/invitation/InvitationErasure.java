package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the invitations by and to a user who is erased. Those to an e-mail address alone expire within a week. */
@ApplicationScoped
@Priority(30)
class InvitationErasure implements UserErasure {
    private final InvitationRepository rows;

    InvitationErasure(InvitationRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.removeOf(transaction, userId);
    }
}
