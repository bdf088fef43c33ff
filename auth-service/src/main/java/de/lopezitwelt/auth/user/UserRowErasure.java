package de.lopezitwelt.auth.user;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** The row goes last, because others find by it what they hold of the user. */
@ApplicationScoped
@Priority(10)
class UserRowErasure implements UserErasure {
    private final ErasingUserRepository users;

    UserRowErasure(ErasingUserRepository users) {
        this.users = users;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return users.remove(transaction, userId);
    }
}
