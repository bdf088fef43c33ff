package de.lopezitwelt.kernel.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * What a feature does about a user who is to be erased, each step in the transaction of the event that asks for it. Features
 * are asked one after the other, the highest {@link jakarta.annotation.Priority} first, so that a service takes its locks in
 * one order.
 */
public interface UserErasure {
    /** Why the user has to stay, in words that they may read. */
    default Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Called when no feature of the service objects: from now on nothing may cause an objection. */
    default Uni<Void> block(SqlConnection transaction, String userId) {
        return Uni.createFrom().voidItem();
    }

    /**
     * All services have agreed: everything about the user goes. Asked once more at the end of the erasure, for what a
     * snapshot on its way brought in meanwhile.
     */
    Uni<Void> eraseUser(SqlConnection transaction, String userId);
}
