package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.session.SessionErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Deletes the messages of a user who is erased, before their sessions. */
@ApplicationScoped
@Priority(60)
class MessageErasure implements UserErasure {
    private static final int SESSIONS_PER_STATEMENT = 500;

    private final SessionErasure sessions;
    private final MessageDeletionRepository rows;

    MessageErasure(SessionErasure sessions, MessageDeletionRepository rows) {
        this.sessions = sessions;
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return sessions.lockSessions(transaction, userId).chain(ids -> delete(transaction, ids));
    }

    private Uni<Void> delete(SqlConnection transaction, List<String> sessionIds) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        for (int from = 0; from < sessionIds.size(); from += SESSIONS_PER_STATEMENT) {
            List<String> some = sessionIds.subList(from, Math.min(sessionIds.size(), from + SESSIONS_PER_STATEMENT));
            deleted = deleted.chain(() -> rows.deleteOfSessions(transaction, some));
        }
        return deleted;
    }
}
