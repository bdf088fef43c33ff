package de.lopezitwelt.chat.replica;

import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The table {@code users_replica}: only users who are not simply active. */
@ApplicationScoped
class UserReplicaRepository {
    private final Pool pool;

    UserReplicaRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whether a user is erased or being erased: then nothing new of theirs may be stored. */
    Uni<Boolean> isErasing(String userId) {
        return pool.preparedQuery("SELECT 1 FROM users_replica WHERE user_id = ? AND status = 'erasing'"
                        + " UNION ALL SELECT 1 FROM erased_ids WHERE subject_type = 'user' AND subject_id = ? LIMIT 1")
                .execute(Tuple.of(userId, userId))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> store(SqlClient client, UserState user, long version) {
        if (user.status() == UserStatus.ACTIVE) {
            return delete(client, user.userId());
        }
        return client.preparedQuery("REPLACE INTO users_replica (user_id, status, aggregate_version) VALUES (?, ?, ?)")
                .execute(Tuple.of(user.userId(), user.status().wireName(), version))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlClient client, String userId) {
        return client.preparedQuery("DELETE FROM users_replica WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
