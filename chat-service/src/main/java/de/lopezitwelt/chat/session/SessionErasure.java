package de.lopezitwelt.chat.session;

import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Deletes the sessions of a user who is erased, after the rows that depend on them. */
@ApplicationScoped
@Priority(50)
public class SessionErasure implements UserErasure {
    private static final int SESSIONS_PER_STATEMENT = 500;

    private final SessionErasureRepository rows;
    private final SessionDirectory sessions;

    SessionErasure(SessionErasureRepository rows, SessionDirectory sessions) {
        this.rows = rows;
        this.sessions = sessions;
    }

    /** Locks the sessions, which come first in the lock order, so that no turn can begin. */
    public Uni<Void> lockSessions(SqlConnection transaction, String userId) {
        return rows.lock(transaction, userId).replaceWithVoid();
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.lock(transaction, userId)
                .call(ids -> deleteMessages(transaction, ids))
                .call(() -> rows.deleteSessions(transaction, userId))
                .invoke(ids -> ids.forEach(sessions::forget))
                .replaceWithVoid();
    }

    private Uni<Void> deleteMessages(SqlConnection transaction, List<String> sessionIds) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        for (int from = 0; from < sessionIds.size(); from += SESSIONS_PER_STATEMENT) {
            List<String> some = sessionIds.subList(from, Math.min(sessionIds.size(), from + SESSIONS_PER_STATEMENT));
            deleted = deleted.chain(() -> rows.deleteMessages(transaction, some));
        }
        return deleted;
    }
}
