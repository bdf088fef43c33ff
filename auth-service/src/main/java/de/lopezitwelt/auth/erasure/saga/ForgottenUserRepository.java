package de.lopezitwelt.auth.erasure.saga;

import de.lopezitwelt.auth.erasure.RegisterEntry;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What auth holds of a user, on the consumer's connection. */
@ApplicationScoped
class ForgottenUserRepository {
    /** Not a user's id: the seat of the first administrator stays taken. */
    private static final String GONE = "erased";

    /** Under its row lock. */
    record Leaving(String email, UserRole role, @Nullable Instant notBefore, long version) {
        @Override
        public String toString() {
            return "Leaving";
        }
    }

    Uni<Leaving> lock(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT email, role, not_before, version FROM users WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Leaving(
                            row.getString("email"),
                            WireEnum.parse(UserRole.class, row.getString("role")),
                            DateTimes.instantOrNull(row.getLocalDateTime("not_before")),
                            row.getLong("version"));
                });
    }

    Uni<Void> raiseVersion(SqlConnection transaction, String userId) {
        return run(transaction, "UPDATE users SET version = version + 1 WHERE id = ?", userId);
    }

    /** Takes the mark off. */
    Uni<Void> restore(SqlConnection transaction, String userId, boolean wasActive) {
        return transaction
                .preparedQuery(
                        "UPDATE users SET is_active = ?, erasing_since = NULL, version = version + 1 WHERE id = ?")
                .execute(Tuple.of(wasActive, userId))
                .replaceWithVoid();
    }

    /** The row, and by foreign keys profile, sign-ins, keys and second factor; then what names the e-mail or the id. */
    Uni<Void> forget(SqlConnection transaction, String userId, Leaving user, String throttleSubject) {
        return run(transaction, "DELETE FROM users WHERE id = ?", userId)
                .chain(() -> run(transaction, "DELETE FROM login_attempts WHERE email = ?", user.email()))
                .chain(() -> run(
                        transaction,
                        "DELETE FROM login_throttles WHERE scope = 'account' AND subject = ?",
                        throttleSubject))
                .chain(() -> run(
                        transaction,
                        "DELETE FROM mail_throttles WHERE scope = 'account' AND subject = ?",
                        throttleSubject))
                .chain(() -> run(transaction, "DELETE FROM mail_outbox WHERE reference = ?", userId))
                .chain(() -> run(transaction, "DELETE FROM invitations WHERE email = ?", user.email()))
                .chain(() -> run(
                        transaction,
                        "UPDATE administration_guard SET first_admin_id = '" + GONE + "' WHERE first_admin_id = ?",
                        userId))
                .chain(() -> run(
                        transaction,
                        "DELETE v FROM erasure_votes v JOIN erasures e ON e.id = v.erasure_id WHERE e.user_id = ?",
                        userId))
                .chain(() -> run(transaction, "UPDATE erasures SET user_id = NULL WHERE user_id = ?", userId))
                .chain(() -> run(
                        transaction,
                        "INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES ('user', ?)",
                        userId));
    }

    Uni<Void> register(SqlConnection transaction, String id, RegisterEntry entry) {
        return transaction
                .preparedQuery("INSERT INTO erasure_register (id, salt, subject_hash, erased_at) VALUES (?, ?, ?, ?)")
                .execute(Tuple.from(List.of(
                        id,
                        Buffer.buffer(entry.salt()),
                        Buffer.buffer(entry.subjectHash()),
                        DateTimes.utc(entry.erasedAt()))))
                .replaceWithVoid();
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, String value) {
        return transaction.preparedQuery(statement).execute(Tuple.of(value)).replaceWithVoid();
    }
}
