package de.lopezitwelt.platform.web.problem;

import de.lopezitwelt.platform.web.headers.SecurityHeaders;
import de.lopezitwelt.platform.web.trace.CorrelationId;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Errors that never reach a resource method: no such route, body too large, unreadable requests, malformed addresses. */
@Singleton
class RouterFailures {
    /** What the router fails with when it cannot tell which route is meant; no failure handler is asked then. */
    private static final int[] BEFORE_ROUTES = {400, 404, 405, 406, 415, 500};

    private final Problems problems;
    private final SecurityHeaders securityHeaders;

    RouterFailures(Problems problems, SecurityHeaders securityHeaders) {
        this.problems = problems;
        this.securityHeaders = securityHeaders;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(Integer.MAX_VALUE).handler(routing -> send(routing, problems.answer(routing, 404)));
        for (int status : BEFORE_ROUTES) {
            router.errorHandler(status, routing -> send(routing, problems.answer(routing, status)));
        }
    }

    private void failed(RoutingContext routing) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            routing.request().connection().close();
            return;
        }
        int status = routing.statusCode();
        Throwable failure = routing.failure();
        boolean plainStatus = failure == null || status >= 400 && status != 500;
        send(routing, plainStatus ? problems.answer(routing, status) : problems.answer(routing, failure));
    }

    private void send(RoutingContext routing, Problems.Answer answer) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        securityHeaders.addTo(String.valueOf(routing.request().path()), response::putHeader);
        response.putHeader(CorrelationId.HEADER, CorrelationId.of(routing));
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.mediaType())
                .end(answer.body());
    }
}
