package de.lopezitwelt.orgbilling.autojoin;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** A user who is erased waits for nothing. */
@ApplicationScoped
@Priority(30)
class AutoJoinErasure implements UserErasure {
    private final AutoJoinRepository rows;

    AutoJoinErasure(AutoJoinRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.removeUser(transaction, userId);
    }
}
