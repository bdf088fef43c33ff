package de.lopezitwelt.chat.session.read;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Checks sessions that are named in paths: an organization's API key reaches only that organization's sessions. Requests
 * that name a session elsewhere ask the {@link SessionDirectory} themselves.
 */
@Provider
class SessionPathFilter implements ResteasyReactiveContainerRequestFilter {
    private static final String SESSION = "session_id";

    private final CallerContext callers;
    private final SessionDirectory sessions;

    SessionPathFilter(CallerContext callers, SessionDirectory sessions) {
        this.callers = callers;
        this.sessions = sessions;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        Caller caller = callers.find().orElse(null);
        String sessionId = pathParameter(request, SESSION);
        if (caller == null || caller.organizationId() == null || sessionId == null) {
            return;
        }
        if (!IdGenerator.isValid(sessionId)) {
            throw ProblemException.notFound();
        }
        request.suspend();
        sessions.find(caller, sessionId).subscribe().with(found -> request.resume(), request::resume);
    }

    private static @Nullable String pathParameter(ContainerRequestContext request, String name) {
        return request.getUriInfo().getPathParameters().getFirst(name);
    }
}
