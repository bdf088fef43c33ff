package de.lopezitwelt.chat.session.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Knows the user, agent and organization of sessions. These facts never change once there is an agent, so they are cached
 * from then on. Every write verifies under the session's lock that it still exists.
 */
@ApplicationScoped
public class SessionDirectory {
    private static final int SIZE = 50_000;

    private final SessionReadRepository sessions;
    private final Cache<String, SessionFacts> known = Caffeine.newBuilder()
            .maximumSize(SIZE)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    SessionDirectory(SessionReadRepository sessions) {
        this.sessions = sessions;
    }

    /**
     * Fails with 404 when the caller has no such session. An organization's API key reaches only that organization's
     * sessions.
     */
    public Uni<SessionFacts> find(Caller caller, String sessionId) {
        return find(caller.userId(), sessionId).invoke(session -> {
            if (!caller.reaches(session.organizationId())) {
                throw ProblemException.notFound();
            }
        });
    }

    private Uni<SessionFacts> find(String userId, String sessionId) {
        SessionFacts facts = known.getIfPresent(sessionId);
        if (facts != null) {
            return facts.userId().equals(userId)
                    ? Uni.createFrom().item(facts)
                    : Uni.createFrom().failure(ProblemException::notFound);
        }
        return sessions.findFacts(userId, sessionId)
                .plug(ProblemException::orNotFound)
                .invoke(this::remember);
    }

    /** Remembers a session that was just opened. */
    public void remember(SessionFacts facts) {
        if (facts.hasAgent()) {
            known.put(facts.id(), facts);
        }
    }

    public void forget(String sessionId) {
        known.invalidate(sessionId);
    }
}
