package de.lopezitwelt.orgbilling.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * What a feature does about a user who is to be erased, within the transaction of the event that asks for it. Features run
 * one after the other, by {@link jakarta.annotation.Priority}, so that their locks have one order: organizations,
 * subscriptions, entitlements.
 */
public interface UserErasure {
    /** Why the user has to stay, in words that they may read. */
    default Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Nobody in this service objects: from now on nothing may bring an objection about. */
    default Uni<Void> block(SqlConnection transaction, String userId) {
        return Uni.createFrom().voidItem();
    }

    /** All services have agreed: everything about the user goes. */
    Uni<Void> erase(SqlConnection transaction, String userId);
}
