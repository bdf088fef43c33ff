package de.lopezitwelt.chat.session;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Deletes a feature's rows of a session that is being deleted. A feature implements it beside its repository. The features
 * follow each other by {@code @Priority}, the highest first; the session's own row is deleted last, in the same transaction.
 */
public interface SessionDeletion {
    /** The session's row is locked. */
    Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId);
}
