package de.lopezitwelt.auth.membership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Ends something together with a membership. Every implementation is called in the transaction that deletes the membership. */
public interface MembershipEnd {
    /** @param eventId id of the event: a thing with a later id (UUIDv7) was made afterwards and stays */
    Uni<Void> ended(SqlConnection transaction, String organizationId, String userId, String eventId);
}
