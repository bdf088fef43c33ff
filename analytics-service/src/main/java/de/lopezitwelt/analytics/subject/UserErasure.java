package de.lopezitwelt.analytics.subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A feature that holds something of people: told inside the erasure's transaction. */
public interface UserErasure {
    Uni<Void> eraseUser(SqlConnection transaction, String userId);
}
