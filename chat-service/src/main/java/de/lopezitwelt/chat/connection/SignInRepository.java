package de.lopezitwelt.chat.connection;

import static de.lopezitwelt.chat.connection.ConnectionSeal.CLIENTS;
import static de.lopezitwelt.chat.connection.ConnectionSeal.SIGN_INS;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.runtime.mcp.oauth.OAuthClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tables {@code tool_sign_ins}, sign-ins under way, and {@code tool_clients}, the platform's OAuth clients. */
@ApplicationScoped
class SignInRepository {
    private static final int SWEPT_AT_ONCE = 100;

    private final Pool pool;
    private final ConnectionSeal seal;

    SignInRepository(Pool pool, ConnectionSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /** Stores the person's only sign-in for a server, and removes some expired ones. */
    Uni<Void> store(SqlConnection transaction, String id, SignIn begun, Instant now) {
        return transaction
                .preparedQuery("DELETE FROM tool_sign_ins WHERE user_id = ? AND server = ?")
                .execute(Tuple.of(begun.userId(), begun.server()))
                .chain(() -> transaction
                        .preparedQuery("DELETE FROM tool_sign_ins WHERE expires_at < ? LIMIT " + SWEPT_AT_ONCE)
                        .execute(Tuple.of(DateTimes.utc(now))))
                .chain(() -> transaction
                        .preparedQuery("INSERT INTO tool_sign_ins (id, user_id, server, sealed, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?)")
                        .execute(Tuple.of(
                                id,
                                begun.userId(),
                                begun.server(),
                                Buffer.buffer(seal.seal(begun.secrets(), SIGN_INS, id)),
                                DateTimes.utc(begun.expiresAt()))))
                .replaceWithVoid();
    }

    /** Null when there is none or it was read before: reading it uses it up. */
    Uni<@Nullable SignIn> take(String id) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("SELECT user_id, server, sealed, expires_at FROM tool_sign_ins WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(id))
                .map(rows ->
                        rows.size() == 0 ? null : signIn(id, rows.iterator().next()))
                .call(() -> transaction
                        .preparedQuery("DELETE FROM tool_sign_ins WHERE id = ?")
                        .execute(Tuple.of(id))));
    }

    private @Nullable SignIn signIn(String id, Row row) {
        return seal.open(row.getBuffer("sealed").getBytes(), SignIn.Secrets.class, SIGN_INS, id)
                .map(secrets -> new SignIn(
                        row.getString("user_id"),
                        row.getString("server"),
                        DateTimes.instant(row.getLocalDateTime("expires_at")),
                        secrets))
                .orElse(null);
    }

    Uni<Void> deleteOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM tool_sign_ins WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    Uni<@Nullable OAuthClient> findClient(String id) {
        return pool.preparedQuery("SELECT sealed FROM tool_clients WHERE id = ?")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? null
                        : seal.open(
                                        rows.iterator()
                                                .next()
                                                .getBuffer("sealed")
                                                .getBytes(),
                                        OAuthClient.class,
                                        CLIENTS,
                                        id)
                                .orElse(null));
    }

    /** Replaces a client that is no longer valid. */
    Uni<Void> storeClient(String id, OAuthClient client) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("DELETE FROM tool_clients WHERE id = ?")
                .execute(Tuple.of(id))
                .chain(() -> transaction
                        .preparedQuery("INSERT INTO tool_clients (id, sealed) VALUES (?, ?)")
                        .execute(Tuple.of(id, Buffer.buffer(seal.seal(client, CLIENTS, id)))))
                .replaceWithVoid());
    }

    Uni<Void> deleteClient(String id) {
        return pool.preparedQuery("DELETE FROM tool_clients WHERE id = ?")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
