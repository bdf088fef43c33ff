package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code organization_invitations}. */
@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<Invitation, String> {
    private static final String LAST = "g"; // sorts after every id

    /** Newest first. */
    Uni<List<Invitation>> findPage(String organizationId, PageRequest request) {
        return find("organizationId = ?1 and id < ?2 order by id desc", organizationId, before(request))
                .range(0, request.fetchSize() - 1)
                .list();
    }

    /** Pending ones for a person, newest first. */
    Uni<List<Invitation>> findReceived(String userId, @Nullable String email, Instant now, PageRequest request) {
        return find(
                        "(userId = ?1 or email = ?2) and status = ?3 and expiresAt > ?4 and id < ?5 order by id desc",
                        userId,
                        email,
                        InvitationStatus.PENDING,
                        now,
                        before(request))
                .range(0, request.fetchSize() - 1)
                .list();
    }

    Uni<@Nullable Invitation> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The pending one, expired or not; null when there is none. Call it with the organization locked. */
    Uni<@Nullable Invitation> findOpen(String organizationId, String openFor) {
        return find("organizationId = ?1 and openFor = ?2", organizationId, openFor)
                .firstResult();
    }

    Uni<Long> countOpen(String organizationId) {
        return count("organizationId = ?1 and openFor is not null", organizationId);
    }

    /**
     * Ids of pending ones whose mail nobody has taken yet. In no order, so that those to an address that has got enough mail for
     * now do not keep others waiting.
     */
    Uni<List<String>> findUnmailed(Instant now, int atMost) {
        return find(
                        "select id from Invitation where mailedAt is null and status = ?1 and expiresAt > ?2 order by rand()",
                        InvitationStatus.PENDING,
                        now)
                .project(String.class)
                .range(0, atMost - 1)
                .list();
    }

    Uni<Long> removeExpired(Instant now) {
        return delete("expiresAt < ?1", now);
    }

    Uni<Void> removeOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "DELETE FROM organization_invitations WHERE user_id = ? OR answered_by = ? OR invited_by = ?")
                .execute(Tuple.of(userId, userId, userId))
                .replaceWithVoid();
    }

    private static String before(PageRequest request) {
        Cursor cursor = request.cursor();
        return cursor == null ? LAST : cursor.expect(1).id(0);
    }
}
