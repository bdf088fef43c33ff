package de.lopezitwelt.analytics.subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Implemented by features that hold data of users. Called inside the erasure's transaction. */
public interface UserErasure {
    Uni<Void> eraseUser(SqlConnection transaction, String userId);
}
