package de.lopezitwelt.contracts.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/** What a service does about a user who is to be forgotten, each step in the transaction of the event that asks for it. */
public interface UserErasureSteps {
    /** Why he has to stay, in words he may read. Without an objection nothing may bring one about until he is erased. */
    Uni<Optional<String>> objection(SqlConnection transaction, String userId);

    /** All have agreed: takes everything about him. */
    Uni<Void> erase(SqlConnection transaction, String userId);

    /** He is gone everywhere: takes what a snapshot on its way brought in while he was being erased. */
    Uni<Void> forget(SqlConnection transaction, String userId);
}
