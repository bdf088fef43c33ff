package de.lopezitwelt.platform.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import de.lopezitwelt.platform.web.problem.DatabaseFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table {@code idempotency_keys}. */
@Singleton
class IdempotencyStore {
    private static final String INSERT = "INSERT INTO idempotency_keys"
            + " (key_hash, request_hash, status, location, reference, body, created_at, expires_at)";
    private static final MultiRowInsert MANY = new MultiRowInsert(INSERT, 8, "");

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;
    private final IdempotencyConfig config;

    IdempotencyStore(Pool pool, ObjectMapper json, Clock clock, IdempotencyConfig config) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    Uni<Void> insert(Mutiny.Session session, KeyedOutcome row) {
        var query = session.createNativeQuery(INSERT + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        List<@Nullable Object> values = valuesOf(row);
        for (int i = 0; i < values.size(); i++) {
            query = query.setParameter(i + 1, values.get(i));
        }
        return query.executeUpdate()
                .replaceWithVoid()
                .onFailure(IdempotencyStore::isDuplicate)
                .transform(f -> new IdempotencyConflict());
    }

    Uni<Void> insert(SqlConnection transaction, List<KeyedOutcome> rows) {
        return MANY.executeAhead(
                        transaction,
                        rows.stream().map(row -> buffered(valuesOf(row))).toList())
                .onFailure(IdempotencyStore::isDuplicate)
                .transform(duplicate -> new IdempotencyConflict());
    }

    /** Null when the key is new. An expired row still counts until it is purged: otherwise its key could not be used. */
    Uni<StoredOutcome> find(IdempotencyKey key) {
        return pool.preparedQuery("SELECT request_hash, status, location, reference, body FROM idempotency_keys"
                        + " WHERE key_hash = ?")
                .execute(Tuple.of(Buffer.buffer(key.keyHash()).getDelegate()))
                .map(rows -> rows.iterator().hasNext() ? stored(rows.iterator().next()) : null);
    }

    private static StoredOutcome stored(Row row) {
        return new StoredOutcome(
                row.getBuffer("request_hash").getBytes(),
                row.getInteger("status"),
                row.getString("location"),
                row.getString("reference"),
                row.getString("body"));
    }

    /** The reactive client takes bytes as buffers only. */
    private static List<@Nullable Object> buffered(List<@Nullable Object> values) {
        values.replaceAll(
                value -> value instanceof byte[] bytes ? Buffer.buffer(bytes).getDelegate() : value);
        return values;
    }

    private List<@Nullable Object> valuesOf(KeyedOutcome row) {
        var outcome = row.outcome();
        LocalDateTime now = now();
        var values = new java.util.ArrayList<@Nullable Object>();
        values.add(row.key().keyHash());
        values.add(row.key().requestHash());
        values.add(outcome.status());
        values.add(outcome.location());
        values.add(outcome.reference());
        values.add(outcome.body() == null ? null : write(outcome.body()));
        values.add(now);
        values.add(now.plus(config.retention()));
        return values;
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("the outcome's body has no JSON form", broken);
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static boolean isDuplicate(Throwable failure) {
        return DatabaseFailures.isDuplicate(failure, "idempotency_keys.");
    }
}
