package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a user who is being erased, on the connection of the saga. */
@ApplicationScoped
public class ErasingUserRepository {
    /** Not a user's id: the seat of the first administrator stays taken. */
    private static final String GONE = "erased";

    /** Under its row lock. */
    public record Leaving(
            String email,
            boolean emailVerified,
            UserRole role,
            @Nullable Instant notBefore,
            long version) {
        public @Nullable String verifiedEmailDomain() {
            return UserRecord.domain(email, emailVerified);
        }

        @Override
        public String toString() {
            return "Leaving";
        }
    }

    public Uni<Leaving> lock(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT email, email_verified, role, not_before, version FROM users WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Leaving(
                            row.getString("email"),
                            Boolean.TRUE.equals(row.getBoolean("email_verified")),
                            WireEnum.parse(UserRole.class, row.getString("role")),
                            DateTimes.instantOrNull(row.getLocalDateTime("not_before")),
                            row.getLong("version"));
                });
    }

    public Uni<Void> raiseVersion(SqlConnection transaction, String userId) {
        return run(transaction, "UPDATE users SET version = version + 1 WHERE id = ?", userId);
    }

    /** Takes the mark off. */
    public Uni<Void> restore(SqlConnection transaction, String userId, boolean wasActive) {
        return transaction
                .preparedQuery(
                        "UPDATE users SET is_active = ?, erasing_since = NULL, version = version + 1 WHERE id = ?")
                .execute(Tuple.of(wasActive, userId))
                .replaceWithVoid();
    }

    /** By foreign keys, profile, sign-ins, keys and second factor go with the row. */
    Uni<Void> remove(SqlConnection transaction, String userId) {
        return run(transaction, "DELETE FROM users WHERE id = ?", userId)
                .chain(() -> run(
                        transaction,
                        "UPDATE administration_guard SET first_admin_id = '" + GONE + "' WHERE first_admin_id = ?",
                        userId));
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, String value) {
        return transaction.preparedQuery(statement).execute(Tuple.of(value)).replaceWithVoid();
    }
}
