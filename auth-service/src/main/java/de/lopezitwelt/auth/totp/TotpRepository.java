package de.lopezitwelt.auth.totp;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enrolments and recovery codes. Lock the user's row before changing them. */
@ApplicationScoped
public class TotpRepository {
    private static final String FIND = """
            SELECT e.confirmed_at, e.last_used_step, u.encrypted_data
            FROM totp_enrolments e JOIN users u ON u.id = e.user_id WHERE e.user_id = ?""";

    private static final String ENROL = """
            INSERT INTO totp_enrolments (user_id, created_at) VALUES (?, ?)
            ON DUPLICATE KEY UPDATE confirmed_at = NULL, last_used_step = 0, created_at = VALUES(created_at)""";

    /** @param confirmedAt null until the first right code */
    record Enrolment(@Nullable Instant confirmedAt, long lastUsedStep, byte[] sealedSecret) {}

    /** False for an unknown user. */
    public Uni<Boolean> lockUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT id FROM users WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() > 0);
    }

    Uni<@Nullable Enrolment> find(SqlClient client, String userId) {
        return client.preparedQuery(FIND).execute(Tuple.of(userId)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            var sealed = row.getBuffer("encrypted_data");
            return new Enrolment(
                    DateTimes.instantOrNull(row.getLocalDateTime("confirmed_at")),
                    row.getLong("last_used_step"),
                    sealed == null ? new byte[0] : sealed.getBytes());
        });
    }

    Uni<Boolean> isEnabled(SqlClient client, String userId) {
        return client.preparedQuery("SELECT 1 FROM totp_enrolments WHERE user_id = ? AND confirmed_at IS NOT NULL")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() > 0);
    }

    /** Starts over: an unconfirmed secret is replaced. */
    Uni<Void> enrol(SqlConnection transaction, String userId, byte[] sealedSecret, Instant now) {
        return run(transaction, ENROL, Tuple.of(userId, DateTimes.utc(now)))
                .chain(() -> storeSecret(transaction, userId, sealedSecret));
    }

    Uni<Void> confirm(SqlConnection transaction, String userId, Instant now) {
        return run(
                transaction,
                "UPDATE totp_enrolments SET confirmed_at = ? WHERE user_id = ?",
                Tuple.of(DateTimes.utc(now), userId));
    }

    Uni<Void> spendStep(SqlConnection transaction, String userId, long step) {
        return run(
                transaction, "UPDATE totp_enrolments SET last_used_step = ? WHERE user_id = ?", Tuple.of(step, userId));
    }

    Uni<Void> remove(SqlConnection transaction, String userId) {
        return run(transaction, "DELETE FROM totp_enrolments WHERE user_id = ?", Tuple.of(userId))
                .chain(() -> run(transaction, "DELETE FROM totp_recovery_codes WHERE user_id = ?", Tuple.of(userId)))
                .chain(() -> storeSecret(transaction, userId, null));
    }

    private Uni<Void> storeSecret(SqlConnection transaction, String userId, byte @Nullable [] sealed) {
        return run(
                transaction,
                "UPDATE users SET encrypted_data = ?, updated_at = updated_at WHERE id = ?",
                Tuple.of(sealed == null ? null : io.vertx.core.buffer.Buffer.buffer(sealed), userId));
    }

    Uni<Void> replaceRecoveryCodes(SqlConnection transaction, String userId, List<String> hashes) {
        List<Tuple> rows = hashes.stream().map(hash -> Tuple.of(userId, hash)).toList();
        return run(transaction, "DELETE FROM totp_recovery_codes WHERE user_id = ?", Tuple.of(userId))
                .chain(() -> transaction
                        .preparedQuery("INSERT INTO totp_recovery_codes (user_id, code_hash) VALUES (?, ?)")
                        .executeBatch(rows))
                .replaceWithVoid();
    }

    /** False when there is no such unused code. */
    Uni<Boolean> spendRecoveryCode(SqlConnection transaction, String userId, String hash, Instant now) {
        return transaction
                .preparedQuery("UPDATE totp_recovery_codes SET used_at = ?"
                        + " WHERE user_id = ? AND code_hash = ? AND used_at IS NULL")
                .execute(Tuple.of(DateTimes.utc(now), userId, hash))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Long> countRecoveryCodes(SqlClient client, String userId) {
        return client.preparedQuery("SELECT COUNT(*) FROM totp_recovery_codes WHERE user_id = ? AND used_at IS NULL")
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
