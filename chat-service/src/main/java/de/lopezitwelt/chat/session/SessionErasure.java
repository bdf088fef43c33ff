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
    private final SessionRowRepository rows;
    private final SessionDirectory sessions;

    SessionErasure(SessionRowRepository rows, SessionDirectory sessions) {
        this.rows = rows;
        this.sessions = sessions;
    }

    /** Locks the sessions, which come first in the lock order, so that no turn can begin. Returns their ids. */
    public Uni<List<String>> lockSessions(SqlConnection transaction, String userId) {
        return rows.lock(transaction, userId);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.lock(transaction, userId)
                .call(() -> rows.deleteSessions(transaction, userId))
                .invoke(ids -> ids.forEach(sessions::forget))
                .replaceWithVoid();
    }
}
