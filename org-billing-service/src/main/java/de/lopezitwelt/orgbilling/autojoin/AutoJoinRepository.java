package de.lopezitwelt.orgbilling.autojoin;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rows of {@code organization_joins}: who waits to become a member. */
@ApplicationScoped
class AutoJoinRepository {
    private static final String OPEN = "JSON_CONTAINS(o.settings, 'true', '$.auto_join')";

    private final Pool worker;

    AutoJoinRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Somebody who waits. */
    record Waiting(String organizationId, String userId) {}

    /**
     * The user waits for the organization that has proven the domain, if it is open to it. The organization's lock orders this with
     * {@link #putDomain}: one of both sees what the other has written.
     */
    Uni<Void> putUser(SqlConnection transaction, String userId, String emailDomain) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO organization_joins (organization_id, user_id)"
                        + " SELECT o.id, ? FROM organizations o WHERE o.verified_domain = ? AND " + OPEN
                        + " FOR SHARE")
                .execute(Tuple.of(userId, emailDomain))
                .replaceWithVoid();
    }

    /** Everybody of the domain waits who is no member. Call it with the organization locked, and its change flushed. */
    Uni<Void> putDomain(String organizationId, String domain) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "INSERT IGNORE INTO organization_joins (organization_id, user_id)"
                                        + " SELECT ?1, u.user_id FROM user_replicas u"
                                        + " WHERE u.email_domain = ?2 AND u.status = 'active' AND NOT EXISTS (SELECT 1"
                                        + " FROM organization_members m WHERE m.organization_id = ?3 AND m.user_id = u.user_id)")
                        .setParameter(1, organizationId)
                        .setParameter(2, domain)
                        .setParameter(3, organizationId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<List<Waiting>> findWaiting(int atMost) {
        return worker.preparedQuery(
                        "SELECT organization_id, user_id FROM organization_joins" + " ORDER BY RAND() LIMIT ?")
                .execute(Tuple.of(atMost))
                .map(rows -> rows.stream()
                        .map(row -> new Waiting(row.getString("organization_id"), row.getString("user_id")))
                        .toList());
    }

    /** Whether the organization is still open to the domain of the user's address, and the user is active. */
    Uni<Boolean> mayJoin(Waiting waiting) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT COUNT(*) FROM organizations o JOIN user_replicas u"
                                        + " ON u.email_domain = o.verified_domain WHERE o.id = ?1 AND u.user_id = ?2"
                                        + " AND u.status = 'active' AND " + OPEN,
                                Long.class)
                        .setParameter(1, waiting.organizationId())
                        .setParameter(2, waiting.userId())
                        .getSingleResult())
                .map(found -> found > 0);
    }

    Uni<Void> remove(Waiting waiting) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "DELETE FROM organization_joins WHERE organization_id = ?1 AND user_id = ?2")
                        .setParameter(1, waiting.organizationId())
                        .setParameter(2, waiting.userId())
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> removeUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM organization_joins WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
