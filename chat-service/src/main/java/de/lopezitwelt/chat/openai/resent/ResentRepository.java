package de.lopezitwelt.chat.openai.resent;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads sessions by the conversation that they go on from. */
@ApplicationScoped
class ResentRepository {
    private final Pool pool;

    ResentRepository(Pool pool) {
        this.pool = pool;
    }

    /** The newest such session of the user; null when there is none. Two that begin alike cannot be told apart. */
    Uni<@Nullable String> find(String userId, String continuation) {
        return pool.preparedQuery("SELECT id FROM chat_sessions FORCE INDEX (idx_chat_sessions_continuation)"
                        + " WHERE continuation = ? AND user_id = ? AND status = 'active' ORDER BY id DESC LIMIT 1")
                .execute(Tuple.of(continuation, userId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("id"));
    }
}
