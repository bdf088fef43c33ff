package de.lopezitwelt.chat.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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

    Uni<Void> remove(ChatSession session) {
        return delete("id", session.id).replaceWithVoid();
    }
}
