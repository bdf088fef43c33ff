package de.lopezitwelt.auth.token;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** All sign-ins of a user at once, in the transaction that changes the user. */
@ApplicationScoped
public class TokenFamilyRepository {
    /** Call this with the user's row locked: sign-in and refresh lock it first as well, so none is missed. */
    public Uni<Void> revokeAllOf(Mutiny.Session session, String userId, RevokeReason reason, Instant now) {
        Uni<Integer> families = session.createNativeQuery("""
                        UPDATE token_families SET revoked_at = :now, revoke_reason = :reason
                        WHERE user_id = :user AND revoked_at IS NULL""")
                .setParameter("now", now)
                .setParameter("reason", reason.column())
                .setParameter("user", userId)
                .executeUpdate();
        Uni<Integer> tokens = session.createNativeQuery(
                        "UPDATE refresh_tokens SET is_revoked = TRUE WHERE user_id = :user AND is_revoked = FALSE")
                .setParameter("user", userId)
                .executeUpdate();
        return families.chain(() -> tokens).replaceWithVoid();
    }

    /** Their refresh tokens go with them. */
    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM token_families WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }
}
