package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Invitations and the digests of their tokens. */
@ApplicationScoped
class InvitationRepository {
    private static final String PENDING = """
            SELECT email, expires_at FROM invitations
            WHERE id = ? AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ?""";

    private static final String INSERT_TOKEN = "INSERT INTO invitation_tokens (token, invitation_id) VALUES (?, ?)";

    Uni<@Nullable Invitation> lock(Mutiny.Session session, String id) {
        return session.find(Invitation.class, id, LockMode.PESSIMISTIC_WRITE);
    }

    Uni<@Nullable Invitation> findByToken(Mutiny.Session session, String digest) {
        return session.createNativeQuery(
                        "SELECT invitation_id FROM invitation_tokens WHERE token = :token", String.class)
                .setParameter("token", digest)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().nullItem() : session.find(Invitation.class, id));
    }

    /** The newest one that can still be accepted; null when there is none. */
    Uni<@Nullable Invitation> findPendingFor(Mutiny.Session session, EmailAddress email, Instant now) {
        return session.createSelectionQuery(
                        "FROM Invitation i WHERE i.email = :email AND i.acceptedAt IS NULL AND i.revokedAt IS NULL"
                                + " AND i.expiresAt > :now ORDER BY i.id DESC",
                        Invitation.class)
                .setParameter("email", email.normalised())
                .setParameter("now", now)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    /** Newest first. */
    Uni<List<Invitation>> findPage(Mutiny.Session session, PageRequest page) {
        Cursor cursor = page.cursor();
        var query = session.createSelectionQuery(
                "FROM Invitation i " + (cursor == null ? "" : "WHERE i.id < :after ") + "ORDER BY i.id DESC",
                Invitation.class);
        if (cursor != null) {
            query.setParameter("after", cursor.expect(1).id(0));
        }
        return query.setMaxResults(page.fetchSize()).getResultList();
    }

    /** The recipient of the mail, and the end of the invitation. */
    record Addressee(String email, Instant expiresAt) {}

    /** Null when the invitation is no longer pending. */
    Uni<@Nullable Addressee> findAddressee(SqlClient client, String id, Instant now) {
        return client.preparedQuery(PENDING)
                .execute(Tuple.of(id, DateTimes.utc(now)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new Addressee(row.getString("email"), DateTimes.instant(row.getLocalDateTime("expires_at")));
                });
    }

    Uni<Void> insertToken(SqlClient client, String id, String digest) {
        return client.preparedQuery(INSERT_TOKEN).execute(Tuple.of(digest, id)).replaceWithVoid();
    }

    /** Their tokens go with them. */
    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM invitations WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    Uni<Void> removeFor(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM invitations WHERE email = (SELECT email FROM users WHERE id = ?)")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
