package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Rows of {@code user_replicas}. */
@ApplicationScoped
class UserReplicaRepository {
    private final Pool reader;

    UserReplicaRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    Uni<@Nullable UserStatus> findStatus(String userId) {
        return reader.preparedQuery("SELECT status FROM user_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() == 0
                        ? null
                        : WireEnum.parse(
                                UserStatus.class, rows.iterator().next().getString("status")));
    }

    Uni<Void> put(SqlConnection transaction, String userId, UserStatus status) {
        return transaction
                .preparedQuery("INSERT INTO user_replicas (user_id, status) VALUES (?, ?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE status = fresh.status")
                .execute(Tuple.of(userId, status.wireName()))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM user_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
