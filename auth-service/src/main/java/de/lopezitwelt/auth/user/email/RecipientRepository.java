package de.lopezitwelt.auth.user.email;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds recipients of mail, outside of any request. */
@ApplicationScoped
public class RecipientRepository {
    private static final String FIND = """
            SELECT u.id, u.email, u.is_active, u.email_verified,
                   JSON_UNQUOTE(JSON_EXTRACT(p.preferences, '$.language')) AS language
            FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id WHERE\s""";

    /** Null for an unknown id. */
    public Uni<@Nullable Recipient> findById(SqlClient client, String userId) {
        return find(client, "u.id = ?", userId);
    }

    /** Null when nobody has registered the e-mail. */
    public Uni<@Nullable Recipient> findByEmail(SqlClient client, String email) {
        return find(client, "u.email = ?", email);
    }

    private static Uni<@Nullable Recipient> find(SqlClient client, String condition, String value) {
        return client.preparedQuery(FIND + condition + " LIMIT 1")
                .execute(Tuple.of(value))
                .map(rows -> rows.size() == 0 ? null : recipient(rows.iterator().next()));
    }

    private static Recipient recipient(Row row) {
        return new Recipient(
                row.getString("id"),
                row.getString("email"),
                row.getBoolean("is_active"),
                row.getBoolean("email_verified"),
                row.getString("language"));
    }
}
