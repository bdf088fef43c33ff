package de.lopezitwelt.auth.reset;

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
class ResetRepository {
    private static final String INSERT =
            "INSERT INTO password_reset_tokens (id, user_id, token, expires_at, created_at) VALUES (?, ?, ?, ?, ?)";

    private static final String FIND = """
            SELECT user_id FROM password_reset_tokens WHERE token = ? AND used_at IS NULL AND expires_at > ?""";

    private final IdGenerator ids;

    ResetRepository(IdGenerator ids) {
        this.ids = ids;
    }

    Uni<Void> insert(SqlClient client, String userId, String digest, Instant now, Instant expiresAt) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(ids.next(), userId, digest, DateTimes.utc(expiresAt), DateTimes.utc(now)))
                .replaceWithVoid();
    }

    /** Null when the link is unknown, used or expired. */
    Uni<@Nullable String> findUserOfUsable(SqlClient client, String digest, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(digest, DateTimes.utc(now)))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("user_id"));
    }

    /** Uses up this link and all others of the user. False when it is used or expired by now. */
    Uni<Boolean> use(Mutiny.Session session, String digest, String userId, Instant now) {
        return session.createNativeQuery("""
                        UPDATE password_reset_tokens SET used_at = :now
                        WHERE token = :token AND used_at IS NULL AND expires_at > :now""")
                .setParameter("now", now)
                .setParameter("token", digest)
                .executeUpdate()
                .call(() -> session.createNativeQuery(
                                "UPDATE password_reset_tokens SET used_at = :now WHERE user_id = :user AND used_at IS NULL")
                        .setParameter("now", now)
                        .setParameter("user", userId)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM password_reset_tokens WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }
}
