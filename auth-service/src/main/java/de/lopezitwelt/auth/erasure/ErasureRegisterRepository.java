package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The register, and the ids it is held against. */
@ApplicationScoped
public class ErasureRegisterRepository {
    private static final int USERS = 5_000;

    record Row(String id, RegisterEntry entry) {}

    Uni<List<Row>> findPage(SqlClient client, PageRequest page) {
        Cursor cursor = page.cursor();
        return client.preparedQuery("SELECT id, salt, subject_hash, erased_at FROM erasure_register"
                        + " WHERE id > ? ORDER BY id LIMIT " + page.fetchSize())
                .execute(Tuple.of(cursor == null ? "" : cursor.expect(1).id(0)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Row(
                                row.getString("id"),
                                new RegisterEntry(
                                        row.getBuffer("salt").getBytes(),
                                        row.getBuffer("subject_hash").getBytes(),
                                        DateTimes.instant(row.getLocalDateTime("erased_at")))))
                        .toList());
    }

    /** The next users not being erased, by id; fewer than asked for at the end. */
    Uni<List<String>> findUsersAfter(SqlClient client, String id) {
        return client.preparedQuery(
                        "SELECT id FROM users WHERE id > ? AND erasing_since IS NULL ORDER BY id LIMIT " + USERS)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("id"))
                        .toList());
    }

    public Uni<Void> insert(SqlConnection transaction, String id, RegisterEntry entry) {
        return transaction
                .preparedQuery("INSERT INTO erasure_register (id, salt, subject_hash, erased_at) VALUES (?, ?, ?, ?)")
                .execute(Tuple.from(List.of(
                        id,
                        Buffer.buffer(entry.salt()),
                        Buffer.buffer(entry.subjectHash()),
                        DateTimes.utc(entry.erasedAt()))))
                .replaceWithVoid();
    }
}
