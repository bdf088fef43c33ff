package de.lopezitwelt.chat.connection;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the tokens of a person who is erased. */
@ApplicationScoped
@Priority(21)
class ConnectionErasure implements UserErasure {
    private final ToolConnectionRepository connections;
    private final SignInRepository signIns;

    ConnectionErasure(ToolConnectionRepository connections, SignInRepository signIns) {
        this.connections = connections;
        this.signIns = signIns;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return connections.deleteOf(transaction, userId).chain(() -> signIns.deleteOf(transaction, userId));
    }
}
