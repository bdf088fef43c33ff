package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins that wait for a code. */
@ApplicationScoped
class LoginChallengeRepository {
    private static final String FIND = """
            SELECT c.user_id, c.credential_digest, u.email FROM login_challenges c JOIN users u ON u.id = c.user_id
            WHERE c.token_hash = ? AND c.expires_at > ?""";

    private static final String LOCK_USER =
            "SELECT id, role, password_hash, is_active, not_before FROM users WHERE id = ? FOR UPDATE";

    record Pending(String userId, String credentialDigest, String email) {}

    /** The user according to their locked row. */
    record Locked(Subject subject, String passwordHash, boolean active) {
        @Override
        public String toString() {
            return "Locked";
        }
    }

    Uni<Void> insert(
            SqlConnection transaction, String tokenHash, String userId, String credentialDigest, Instant expiresAt) {
        return transaction
                .preparedQuery("INSERT INTO login_challenges (token_hash, user_id, credential_digest, expires_at)"
                        + " VALUES (?, ?, ?, ?)")
                .execute(Tuple.of(tokenHash, userId, credentialDigest, DateTimes.utc(expiresAt)))
                .replaceWithVoid();
    }

    Uni<@Nullable Pending> find(SqlClient client, String tokenHash, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(tokenHash, DateTimes.utc(now)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    var row = rows.iterator().next();
                    return new Pending(
                            row.getString("user_id"), row.getString("credential_digest"), row.getString("email"));
                });
    }

    Uni<@Nullable Locked> lockUser(SqlConnection transaction, String userId) {
        return transaction.preparedQuery(LOCK_USER).execute(Tuple.of(userId)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            var subject = new Subject(
                    row.getString("id"),
                    WireEnum.parse(UserRole.class, row.getString("role")),
                    DateTimes.instantOrNull(row.getLocalDateTime("not_before")));
            return new Locked(subject, row.getString("password_hash"), row.getBoolean("is_active"));
        });
    }

    /** False when another request has spent it first. */
    Uni<Boolean> spend(SqlConnection transaction, String tokenHash) {
        return transaction
                .preparedQuery("DELETE FROM login_challenges WHERE token_hash = ?")
                .execute(Tuple.of(tokenHash))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> markLoggedIn(SqlConnection transaction, String userId, Instant now) {
        return transaction
                .preparedQuery("UPDATE users SET last_login_at = ?, updated_at = updated_at WHERE id = ?")
                .execute(Tuple.of(DateTimes.utc(now), userId))
                .replaceWithVoid();
    }

    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM login_challenges WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }
}
