package de.lopezitwelt.platform.web.limits;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces itself as too large before a byte of it is read, and closes the connection, since the
 * rest of it is already on its way. A body of unknown length meets the server's own limit while it is read.
 */
@Singleton
class BodyLimit {
    private static final int PRIORITY = 850;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        if (length != null && isBeyondLimit(length)) {
            if (routing.request().version() != HttpVersion.HTTP_2) {
                routing.response().putHeader("Connection", "close");
            }
            routing.fail(
                    new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The body may have " + limit + " bytes"));
        } else {
            routing.next();
        }
    }

    private boolean isBeyondLimit(String length) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException leftToTheServer) {
            return false;
        }
    }
}
