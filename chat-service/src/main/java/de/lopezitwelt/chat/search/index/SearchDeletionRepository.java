package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.chat.session.SessionDeletion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deletes the words of a session that is being deleted, so that its messages are no longer found. Comes after the
 * messages: an indexer that works on a message holds its row.
 */
@ApplicationScoped
@Priority(90)
class SearchDeletionRepository implements SessionDeletion {
    @Override
    public Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId) {
        return session.createNativeQuery("DELETE FROM message_search WHERE session_id = :id")
                .setParameter("id", sessionId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
