package de.lopezitwelt.chat.sql;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * The reader's connections. Each connection learns which user reads before it is used, and forgets them before it is
 * returned.
 */
@ApplicationScoped
public class UserConnections {
    private final Pool pool;

    UserConnections(@ReactiveDataSource("reader") Pool pool) {
        this.pool = pool;
    }

    /**
     * Reads through {@code user_sessions} and {@code user_messages} as this user. The session variable survives a
     * connection's return to the pool, so it is cleared in every case. A client that disconnects stops waiting but does
     * not stop the clearing: within the pool's own scope the read runs to its end.
     */
    public <T> Uni<T> asUser(String userId, Function<SqlConnection, Uni<T>> read) {
        return pool.withConnection(connection -> connection
                .preparedQuery("SET @lopez_user_id = ?")
                .execute(Tuple.of(userId))
                .chain(() -> read.apply(connection))
                .onTermination()
                .call(() -> connection.query("SET @lopez_user_id = NULL").execute()));
    }
}
