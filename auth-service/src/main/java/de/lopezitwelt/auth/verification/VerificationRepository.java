package de.lopezitwelt.auth.verification;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The links that were sent. Lock order: user, then links. */
@ApplicationScoped
class VerificationRepository {
    private static final String INSERT = """
            INSERT INTO email_verification_tokens (id, user_id, token, expires_at, created_at) VALUES (?, ?, ?, ?, ?)""";

    private final IdGenerator ids;

    VerificationRepository(IdGenerator ids) {
        this.ids = ids;
    }

    Uni<Void> insert(SqlClient client, String userId, String digest, Instant now, Instant expiresAt) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(ids.next(), userId, digest, DateTimes.utc(expiresAt), DateTimes.utc(now)))
                .replaceWithVoid();
    }

    /** Null when the link is unknown, used or expired. */
    Uni<@Nullable String> findUserOfUsable(Mutiny.Session session, String digest, Instant now) {
        return session.createNativeQuery("""
                        SELECT user_id FROM email_verification_tokens
                        WHERE token = :token AND used_at IS NULL AND expires_at > :now""", String.class)
                .setParameter("token", digest)
                .setParameter("now", now)
                .getSingleResultOrNull();
    }

    /** Uses up this link and all others of the user. False when another request was first. */
    Uni<Boolean> use(Mutiny.Session session, String digest, String userId, Instant now) {
        return session.createNativeQuery(
                        "UPDATE email_verification_tokens SET used_at = :now WHERE token = :token AND used_at IS NULL")
                .setParameter("now", now)
                .setParameter("token", digest)
                .executeUpdate()
                .call(() -> session.createNativeQuery("""
                                UPDATE email_verification_tokens SET used_at = :now
                                WHERE user_id = :user AND used_at IS NULL""")
                        .setParameter("now", now)
                        .setParameter("user", userId)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM email_verification_tokens WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }
}
