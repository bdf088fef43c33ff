package de.lopezitwelt.contracts.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/** What a service does when a user is erased. Each step runs in the transaction of the event that asks for it. */
public interface UserErasureSteps {
    /**
     * The reason why the user cannot be erased, in words that they may read. When there is none, the service must keep
     * such a reason from arising until the user is erased.
     */
    Uni<Optional<String>> objection(SqlConnection transaction, String userId);

    /** All services have agreed: deletes everything about the user. */
    Uni<Void> erase(SqlConnection transaction, String userId);

    /** The user is erased everywhere: deletes what a late snapshot brought in during the erasure. */
    Uni<Void> forget(SqlConnection transaction, String userId);
}
