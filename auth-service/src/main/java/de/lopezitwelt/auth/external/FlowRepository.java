package de.lopezitwelt.auth.external;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flows by the digest of their state. Each can be taken once. */
@ApplicationScoped
class FlowRepository {
    private static final String TABLE = "external_flows";
    private static final String SEALED = "sealed_secrets";

    private static final String INSERT = """
            INSERT INTO external_flows (state, flow, provider, sealed_secrets, expires_at) VALUES (?, ?, ?, ?, ?)""";

    private static final String FIND = """
            SELECT flow, provider, sealed_secrets, expires_at FROM external_flows WHERE state = ? FOR UPDATE""";

    private static final String REMOVE = "DELETE FROM external_flows WHERE state = ?";

    private final Pool pool;
    private final ColumnCipher cipher;

    FlowRepository(Pool pool, ColumnCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    Uni<Void> insert(String state, Flow flow) {
        byte[] sealed = cipher.seal(flow.nonce() + " " + flow.verifier(), TABLE, SEALED, state);
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(
                        state,
                        flow.flow(),
                        flow.provider(),
                        Buffer.buffer(sealed).getDelegate(),
                        DateTimes.utc(flow.expiresAt())))
                .replaceWithVoid();
    }

    /** Null when there is no such flow, or it was read before: reading it uses it up. */
    Uni<@Nullable Flow> take(String state) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(state))
                .map(rows ->
                        rows.size() == 0 ? null : flow(state, rows.iterator().next()))
                .call(() -> transaction.preparedQuery(REMOVE).execute(Tuple.of(state))));
    }

    Uni<Integer> removeExpiredBefore(SqlClient client, Instant time, int atMost) {
        return client.preparedQuery("DELETE FROM external_flows WHERE expires_at < ? LIMIT ?")
                .execute(Tuple.of(DateTimes.utc(time), atMost))
                .map(rows -> rows.rowCount());
    }

    private @Nullable Flow flow(String state, Row row) {
        return cipher.open(row.getBuffer(SEALED).getBytes(), TABLE, SEALED, state)
                .map(secrets -> List.of(secrets.split(" ", 2)))
                .map(secrets -> new Flow(
                        row.getString("provider"),
                        row.getString("flow"),
                        secrets.get(0),
                        secrets.get(1),
                        DateTimes.instant(row.getLocalDateTime("expires_at"))))
                .orElse(null);
    }
}
