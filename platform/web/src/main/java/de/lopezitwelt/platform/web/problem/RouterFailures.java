package de.lopezitwelt.platform.web.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Errors that never reach a resource method: no such route, body too large, unreadable requests. */
@Singleton
class RouterFailures {
    private final Problems problems;

    RouterFailures(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(Integer.MAX_VALUE).handler(routing -> send(routing, problems.answer(routing, 404)));
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

    private static void send(RoutingContext routing, Problems.Answer answer) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        if (routing.request().version() == HttpVersion.HTTP_2) {
            response.headers().remove("Connection");
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.mediaType())
                .end(answer.body());
    }
}
