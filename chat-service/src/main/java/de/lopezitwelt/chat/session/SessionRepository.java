package de.lopezitwelt.chat.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Changes sessions, one row lock at a time. */
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<ChatSession, String> {

    /** Null when the user has no such session. */
    Uni<@Nullable ChatSession> lockOwned(String sessionId, String userId) {
        return find("id = ?1 and userId = ?2", sessionId, userId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    Uni<@Nullable ChatSession> lock(String sessionId) {
        return findById(sessionId, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Deletes the messages in the same transaction: their partitioned table can have no foreign key. Their words are deleted
     * after them, because an indexer that is at work on a message holds its row.
     */
    Uni<Void> deleteWithMessages(Mutiny.Session session, ChatSession conversation) {
        return session.createNativeQuery("DELETE FROM chat_messages WHERE session_id = :id")
                .setParameter("id", conversation.id)
                .executeUpdate()
                .chain(() -> session.createNativeQuery("DELETE FROM replies WHERE session_id = :id")
                        .setParameter("id", conversation.id)
                        .executeUpdate())
                .chain(() -> session.createNativeQuery("DELETE FROM message_search WHERE session_id = :id")
                        .setParameter("id", conversation.id)
                        .executeUpdate())
                .chain(() -> session.createNativeQuery("DELETE FROM attachments WHERE session_id = :id")
                        .setParameter("id", conversation.id)
                        .executeUpdate())
                .chain(() -> delete(conversation));
    }
}
