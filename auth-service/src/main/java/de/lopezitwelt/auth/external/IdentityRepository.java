package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which user has which identity at which provider, and the sign-in of those users. */
@ApplicationScoped
class IdentityRepository {
    private static final String FIND = "SELECT user_id FROM external_identities WHERE issuer = ? AND subject = ?";

    /** Does nothing when a parallel request has just stored the same link. */
    private static final String LINK = """
            INSERT INTO external_identities (id, user_id, provider, issuer, subject, created_at)
            VALUES (:id, :user, :provider, :issuer, :subject, :now)
            ON DUPLICATE KEY UPDATE provider = VALUES(provider)""";

    private static final String LOCK_USER =
            "SELECT id, email, role, is_active, not_before FROM users WHERE id = ? FOR UPDATE";

    private static final String MARK = "UPDATE users SET last_login_at = ?, updated_at = updated_at WHERE id = ?";

    private final IdGenerator ids;

    IdentityRepository(IdGenerator ids) {
        this.ids = ids;
    }

    /** Null for an identity that is not linked yet. */
    Uni<@Nullable String> findUser(SqlClient client, ExternalClaims claims) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(claims.issuer(), claims.subject()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("user_id"));
    }

    /** Returns the id of the new link. */
    Uni<String> link(Mutiny.Session session, ExternalClaims claims, String userId) {
        String id = ids.next();
        return session.createNativeQuery(LINK)
                .setParameter("id", id)
                .setParameter("user", userId)
                .setParameter("provider", claims.provider())
                .setParameter("issuer", claims.issuer())
                .setParameter("subject", claims.subject())
                .setParameter("now", IdGenerator.timeOf(id))
                .executeUpdate()
                .replaceWith(id);
    }

    /** A user about to be signed in. */
    record Locked(Subject subject, String email, boolean active) {}

    /** Null when the user no longer exists. */
    Uni<@Nullable Locked> lockUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(LOCK_USER)
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() == 0 ? null : locked(rows.iterator().next()));
    }

    Uni<Void> markLoggedIn(SqlConnection transaction, String userId, Instant now) {
        return transaction
                .preparedQuery(MARK)
                .execute(Tuple.of(DateTimes.utc(now), userId))
                .replaceWithVoid();
    }

    private static Locked locked(Row row) {
        var subject = new Subject(
                row.getString("id"),
                WireEnum.parse(UserRole.class, row.getString("role")),
                DateTimes.instantOrNull(row.getLocalDateTime("not_before")));
        return new Locked(subject, row.getString("email"), row.getBoolean("is_active"));
    }
}
