package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.session.SessionDeletion;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deletes files with their session, or with their user. A trigger hands their stored bytes to the upkeep. */
@ApplicationScoped
@Priority(70)
class AttachmentErasure implements UserErasure, SessionDeletion {
    private final AttachmentRepository rows;

    AttachmentErasure(AttachmentRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.deleteByUser(transaction, userId);
    }

    @Override
    public Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId) {
        return rows.deleteOfSession(session, sessionId);
    }
}
