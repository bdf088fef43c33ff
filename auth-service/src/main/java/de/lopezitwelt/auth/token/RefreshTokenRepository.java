package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refresh tokens and their families, through the reactive client, because this is a hot path. */
@ApplicationScoped
class RefreshTokenRepository {
    /** Locks the user first, like every change that ends sign-ins, so that the two never deadlock. */
    private static final String FIND = """
            SELECT t.id, t.family_id, t.user_id, t.generation, t.expires_at, t.is_revoked,
                   f.generation AS family_generation, f.rotated_at, f.expires_at AS family_expires_at, f.revoked_at,
                   u.role, u.is_active, u.not_before
            FROM refresh_tokens t
            JOIN token_families f ON f.id = t.family_id
            JOIN users u ON u.id = t.user_id
            WHERE t.token = ? FOR SHARE OF u""";

    private static final String ADVANCE = """
            UPDATE token_families SET generation = generation + 1, rotated_at = ?
            WHERE id = ? AND generation = ? AND revoked_at IS NULL""";

    private static final String INSERT_TOKEN = """
            INSERT INTO refresh_tokens (id, user_id, token, expires_at, is_revoked, created_at, family_id, generation)
            VALUES (?, ?, ?, ?, FALSE, ?, ?, ?)""";

    private static final String INSERT_FAMILY = """
            INSERT INTO token_families (id, user_id, generation, expires_at, ip_address, user_agent, created_at)
            VALUES (?, ?, 0, ?, ?, ?, ?)""";

    private static final String REVOKE_FAMILY =
            "UPDATE token_families SET revoked_at = ?, revoke_reason = ? WHERE id = ? AND revoked_at IS NULL";

    private static final String REVOKE_TOKENS = "UPDATE refresh_tokens SET is_revoked = TRUE WHERE family_id = ?";

    private static final int DUPLICATE_KEY = 1062;

    private final IdGenerator ids;

    RefreshTokenRepository(IdGenerator ids) {
        this.ids = ids;
    }

    /** A token with its user; null when there is no such token. */
    Uni<@Nullable Found> find(SqlConnection transaction, String stored) {
        return transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(stored))
                .map(rows -> rows.size() == 0 ? null : found(rows.iterator().next()));
    }

    record Found(RefreshToken token, Subject subject, boolean userActive) {}

    /** Makes the next generation the newest one. False when another request was first or the family was revoked. */
    Uni<Boolean> advanceFamily(SqlConnection transaction, RefreshToken predecessor, Instant now) {
        return transaction
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(DateTimes.utc(now), predecessor.familyId(), predecessor.generation()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> insertToken(
            SqlConnection transaction,
            String userId,
            String familyId,
            int generation,
            String stored,
            Instant expiresAt) {
        String id = ids.next();
        Tuple values = Tuple.tuple()
                .addString(id)
                .addString(userId)
                .addString(stored)
                .addLocalDateTime(DateTimes.utc(expiresAt))
                .addLocalDateTime(DateTimes.utc(IdGenerator.timeOf(id)))
                .addString(familyId)
                .addInteger(generation);
        return transaction.preparedQuery(INSERT_TOKEN).execute(values).replaceWithVoid();
    }

    /** Whether {@link #insertToken} failed because the generation already has its token. */
    static boolean isTaken(Throwable failure) {
        return failure instanceof MySQLException refusal && refusal.getErrorCode() == DUPLICATE_KEY;
    }

    /** Creates a family for one sign-in and returns its id. */
    Uni<String> insertFamily(SqlConnection transaction, String userId, Instant expiresAt, Origin origin) {
        String id = ids.next();
        Tuple values = Tuple.tuple()
                .addString(id)
                .addString(userId)
                .addLocalDateTime(DateTimes.utc(expiresAt))
                .addString(origin.ipAddress())
                .addString(origin.userAgent())
                .addLocalDateTime(DateTimes.utc(IdGenerator.timeOf(id)));
        return transaction.preparedQuery(INSERT_FAMILY).execute(values).replaceWith(id);
    }

    /** False when it was revoked before. */
    Uni<Boolean> revokeFamily(SqlConnection transaction, String familyId, RevokeReason reason, Instant now) {
        return transaction
                .preparedQuery(REVOKE_FAMILY)
                .execute(Tuple.of(DateTimes.utc(now), reason.column(), familyId))
                .call(rows -> transaction.preparedQuery(REVOKE_TOKENS).execute(Tuple.of(familyId)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Found found(Row row) {
        var token = new RefreshToken(
                row.getString("id"),
                row.getString("family_id"),
                row.getString("user_id"),
                row.getInteger("generation"),
                DateTimes.instant(row.getLocalDateTime("expires_at")),
                row.getBoolean("is_revoked"),
                row.getInteger("family_generation"),
                DateTimes.instantOrNull(row.getLocalDateTime("rotated_at")),
                DateTimes.instant(row.getLocalDateTime("family_expires_at")),
                row.getLocalDateTime("revoked_at") != null);
        var subject = new Subject(
                row.getString("user_id"),
                WireEnum.parse(UserRole.class, row.getString("role")),
                DateTimes.instantOrNull(row.getLocalDateTime("not_before")));
        return new Found(token, subject, row.getBoolean("is_active"));
    }
}
