package de.lopezitwelt.auth.credential;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Many credentials in one look-up. */
@ApplicationScoped
class CredentialRepository {
    private static final String WANTED = """
            SELECT c.id FROM JSON_TABLE(?, '$[*]'
                COLUMNS (id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS wanted
            """;

    /** A key of an organization is revoked with its owner's membership, so this is all there is to ask. */
    private static final String USABLE_KEYS = WANTED + """
            JOIN api_keys c ON c.id = wanted.id
            JOIN users u ON u.id = c.user_id
            WHERE c.is_active AND u.is_active AND (c.expires_at IS NULL OR c.expires_at > ?)""";

    private static final String LIVING_SIGN_INS = WANTED + """
            JOIN token_families c ON c.id = wanted.id
            JOIN users u ON u.id = c.user_id
            WHERE c.revoked_at IS NULL AND u.is_active AND c.expires_at > ?""";

    Uni<Set<String>> usableKeys(SqlClient client, List<String> ids, Instant now) {
        return find(client, USABLE_KEYS, ids, now);
    }

    Uni<Set<String>> livingSignIns(SqlClient client, List<String> ids, Instant now) {
        return find(client, LIVING_SIGN_INS, ids, now);
    }

    private static Uni<Set<String>> find(SqlClient client, String query, List<String> ids, Instant now) {
        List<String> wanted =
                ids.stream().filter(IdGenerator::isValid).distinct().toList();
        return wanted.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : client.preparedQuery(query)
                        .execute(Tuple.of(new JsonArray(wanted).encode(), DateTimes.utc(now)))
                        .map(rows ->
                                rows.stream().map(row -> row.getString("id")).collect(Collectors.toSet()));
    }
}
