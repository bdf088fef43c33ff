package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The history of attempts. */
@ApplicationScoped
public class LoginAttemptRepository {
    private static final String HISTORY = """
            SELECT created_at, success, ip_address, user_agent FROM login_attempts
            WHERE email = ? ORDER BY id DESC LIMIT 10000""";

    private static final String RECORD = """
            INSERT INTO login_attempts (id, email, ip_address, user_agent, success, created_at)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final Pool reader;
    private final IdGenerator ids;

    LoginAttemptRepository(@ReactiveDataSource("reader") Pool reader, IdGenerator ids) {
        this.reader = reader;
        this.ids = ids;
    }

    /** Newest first; an id holds its creation time, so the id alone orders the list. */
    Uni<List<RecordedLogin>> findPage(LoginAttemptFilter filter, PageRequest page) {
        var query = new StringBuilder(
                "SELECT id, email, ip_address, user_agent, success, created_at FROM login_attempts WHERE 1 = 1");
        Tuple values = Tuple.tuple();
        if (filter.email() != null) {
            query.append(" AND email = ?");
            values.addString(filter.email());
        }
        if (filter.ipAddress() != null) {
            query.append(" AND ip_address = ?");
            values.addString(filter.ipAddress());
        }
        if (filter.success() != null) {
            query.append(" AND success = ?");
            values.addBoolean(filter.success());
        }
        Cursor cursor = page.cursor();
        if (cursor != null) {
            query.append(" AND id < ?");
            values.addString(cursor.expect(1).id(0));
        }
        values.addInteger(page.fetchSize());
        return reader.preparedQuery(query.append(" ORDER BY id DESC LIMIT ?").toString())
                .execute(values)
                .map(rows -> {
                    var attempts = new ArrayList<RecordedLogin>();
                    rows.forEach(row -> attempts.add(attempt(row)));
                    return List.copyOf(attempts);
                });
    }

    /** Oldest first, at most the newest 10,000. */
    Uni<List<LoginHistory.Entry>> findAttempts(SqlClient client, String email) {
        return client.preparedQuery(HISTORY)
                .execute(Tuple.of(email))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LoginHistory.Entry(
                                DateTimes.instant(row.getLocalDateTime("created_at")),
                                row.getBoolean("success"),
                                row.getString("ip_address"),
                                row.getString("user_agent")))
                        .toList()
                        .reversed());
    }

    /** Gives the id of the attempt. */
    public Uni<String> record(SqlConnection transaction, String email, Origin origin, boolean success) {
        String id = ids.next();
        return transaction
                .preparedQuery(RECORD)
                .execute(Tuple.of(
                        id,
                        email,
                        origin.ipAddress() == null ? "unknown" : origin.ipAddress(),
                        origin.userAgent(),
                        success,
                        DateTimes.utc(IdGenerator.timeOf(id))))
                .replaceWith(id);
    }

    Uni<Integer> removeBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM login_attempts WHERE created_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    Uni<Void> removeOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM login_attempts WHERE email = (SELECT email FROM users WHERE id = ?)")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    private static RecordedLogin attempt(Row row) {
        return new RecordedLogin(
                row.getString("id"),
                row.getString("email"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                row.getBoolean("success"),
                DateTimes.instant(row.getLocalDateTime("created_at")));
    }
}
