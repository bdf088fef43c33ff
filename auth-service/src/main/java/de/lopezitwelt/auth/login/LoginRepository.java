package de.lopezitwelt.auth.login;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The credentials of accounts. */
@ApplicationScoped
class LoginRepository {
    private static final String FIND =
            "SELECT id, password_hash, role, is_active, email_verified, not_before FROM users WHERE email = ?";

    /** Compare-and-set on the checked values: nobody gets in when the password or status has changed in the meantime. */
    private static final String MARK = """
            UPDATE users SET last_login_at = ?, password_hash = ?, updated_at = updated_at
            WHERE id = ? AND password_hash = ? AND is_active = TRUE""";

    private static final String RELOAD =
            "SELECT id, password_hash, role, is_active, email_verified, not_before FROM users WHERE id = ?";

    private static final String RENEW_HASH = """
            UPDATE users SET password_hash = ?, updated_at = updated_at WHERE id = ? AND password_hash = ?""";

    /** Null when nobody has registered the e-mail. */
    Uni<@Nullable Credentials> findByEmail(SqlClient client, EmailAddress email) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(email.normalised()))
                .map(rows ->
                        rows.size() == 0 ? null : credentials(rows.iterator().next()));
    }

    /** Role and not-before as of the lock that {@link #markLoggedIn} took. */
    Uni<Credentials> reload(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(RELOAD)
                .execute(Tuple.of(userId))
                .map(rows -> credentials(rows.iterator().next()));
    }

    /** Locks the user's row; false when the password or status has changed since it was checked. */
    Uni<Boolean> markLoggedIn(
            SqlConnection transaction, Credentials checked, @Nullable String renewedHash, Instant now) {
        String hash = renewedHash == null ? checked.passwordHash() : renewedHash;
        return transaction
                .preparedQuery(MARK)
                .execute(Tuple.of(DateTimes.utc(now), hash, checked.userId(), checked.passwordHash()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Stores the password under today's cost and pepper, unless it was changed meanwhile. */
    Uni<Void> renewHash(SqlConnection transaction, Credentials checked, String renewedHash) {
        return transaction
                .preparedQuery(RENEW_HASH)
                .execute(Tuple.of(renewedHash, checked.userId(), checked.passwordHash()))
                .replaceWithVoid();
    }

    private static Credentials credentials(Row row) {
        return new Credentials(
                row.getString("id"),
                row.getString("password_hash"),
                WireEnum.parse(UserRole.class, row.getString("role")),
                row.getBoolean("is_active"),
                row.getBoolean("email_verified"),
                DateTimes.instantOrNull(row.getLocalDateTime("not_before")));
    }
}
