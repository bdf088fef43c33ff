package de.lopezitwelt.chat.reply.store;

import de.lopezitwelt.chat.session.SessionDeletion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deletes the replies of a session that is being deleted. */
@ApplicationScoped
@Priority(95)
class ReplyDeletionRepository implements SessionDeletion {
    @Override
    public Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId) {
        return session.createNativeQuery("DELETE FROM replies WHERE session_id = :id")
                .setParameter("id", sessionId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
