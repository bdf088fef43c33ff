package de.lopezitwelt.auth.user;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the row last, because the other features find their rows of the user by it. */
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
