package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Locks and reads in one statement: the snapshot of a transaction may be older than the lock. */
    private static final String LOCK_USERS = """
            SELECT u.id, u.role, u.is_active, u.not_before
            FROM refresh_tokens t
            JOIN users u ON u.id = t.user_id
            WHERE t.token IN (%s) FOR SHARE OF u""";

    private static final String LOCK_FAMILIES = """
            SELECT t.token, t.id, t.family_id, t.user_id, t.generation, t.expires_at, t.is_revoked,
                   f.generation AS family_generation, f.rotated_at, f.expires_at AS family_expires_at, f.revoked_at
            FROM refresh_tokens t
            JOIN token_families f ON f.id = t.family_id
            WHERE t.token IN (%s) FOR UPDATE OF f""";

    private static final String ADVANCE =
            "UPDATE token_families SET generation = generation + 1, rotated_at = ? WHERE id IN (%s)";

    private static final MultiRowInsert INSERT_TOKENS = new MultiRowInsert(
            "INSERT INTO refresh_tokens (id, user_id, token, expires_at, is_revoked, created_at, family_id, generation)",
            "(?, ?, ?, ?, FALSE, ?, ?, ?)",
            "");

    private static final String INSERT_FAMILY = """
            INSERT INTO token_families (id, user_id, generation, expires_at, ip_address, user_agent, created_at)
            VALUES (?, ?, 0, ?, ?, ?, ?)""";

    private static final String REVOKE_FAMILY =
            "UPDATE token_families SET revoked_at = ?, revoke_reason = ? WHERE id = ? AND revoked_at IS NULL";

    private static final String REVOKE_TOKENS = "UPDATE refresh_tokens SET is_revoked = TRUE WHERE family_id = ?";

    private final IdGenerator ids;

    RefreshTokenRepository(IdGenerator ids) {
        this.ids = ids;
    }

    /** A token with its user; null when there is no such token. */
    Uni<@Nullable Found> find(SqlConnection transaction, String stored) {
        return transaction.preparedQuery(FIND).execute(Tuple.of(stored)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return found(row, row);
        });
    }

    record Found(RefreshToken token, Subject subject, boolean userActive) {}

    /**
     * Tokens with their families and users by their stored form, each locked until the end of the transaction: users first. For
     * a connection without autocommit, since nothing is waited for between the two statements.
     */
    Uni<Map<String, Found>> lockAll(SqlConnection transaction, Collection<String> stored) {
        List<Object> padded = padded(stored);
        Tuple wanted = Tuple.from(padded);
        String marks = marks(padded.size());
        Uni<RowSet<Row>> users =
                transaction.preparedQuery(LOCK_USERS.formatted(marks)).execute(wanted);
        Uni<RowSet<Row>> tokens =
                transaction.preparedQuery(LOCK_FAMILIES.formatted(marks)).execute(wanted);
        return Uni.combine().all().unis(users, tokens).collectFailures().with((userRows, tokenRows) -> {
            Map<String, Row> usersById = new HashMap<>();
            userRows.forEach(row -> usersById.put(row.getString("id"), row));
            Map<String, Found> found = new HashMap<>();
            tokenRows.forEach(row -> {
                Row user = usersById.get(row.getString("user_id"));
                if (user != null) {
                    found.put(row.getString("token"), found(row, user));
                }
            });
            return found;
        });
    }

    /** Makes the next generation of families the newest one; they are locked. */
    Uni<Void> advance(SqlConnection transaction, Collection<String> families, Instant now) {
        List<Object> values = padded(families);
        String marks = marks(values.size());
        values.addFirst(DateTimes.utc(now));
        return transaction
                .preparedQuery(ADVANCE.formatted(marks))
                .execute(Tuple.from(values))
                .replaceWithVoid();
    }

    /** @param stored form of the new token */
    record NewToken(String userId, String familyId, int generation, String stored, Instant expiresAt) {}

    Uni<Void> insert(SqlConnection transaction, List<NewToken> tokens) {
        List<List<?>> rows = new ArrayList<>();
        for (NewToken token : tokens) {
            String id = ids.next();
            rows.add(List.of(
                    id,
                    token.userId(),
                    token.stored(),
                    DateTimes.utc(token.expiresAt()),
                    DateTimes.utc(IdGenerator.timeOf(id)),
                    token.familyId(),
                    token.generation()));
        }
        return INSERT_TOKENS.execute(transaction, rows);
    }

    /** The last one again until their number is a power of two: a handful of prepared statements serves every batch. */
    private static List<Object> padded(Collection<String> some) {
        List<Object> padded = new ArrayList<>(some);
        while (Integer.bitCount(padded.size()) > 1) {
            padded.add(padded.getLast());
        }
        return padded;
    }

    private static String marks(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
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

    private static Found found(Row row, Row user) {
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
                WireEnum.parse(UserRole.class, user.getString("role")),
                DateTimes.instantOrNull(user.getLocalDateTime("not_before")));
        return new Found(token, subject, user.getBoolean("is_active"));
    }
}
