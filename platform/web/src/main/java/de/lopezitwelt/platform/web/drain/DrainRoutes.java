package de.lopezitwelt.platform.web.drain;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code POST /internal/drain} on the management port, which clients cannot reach: for a container's pre-stop hook.
 * While the instance drains, each answer asks its client to open the next connection elsewhere.
 */
@Singleton
class DrainRoutes {
    private static final int PRIORITY = 800;
    private static final int ACCEPTED = 202;

    private final Drain drain;

    DrainRoutes(Drain drain) {
        this.drain = drain;
    }

    void register(@Observes ManagementInterface management) {
        management.router().route(HttpMethod.POST, "/internal/drain").handler(this::begin);
    }

    void register(@Observes Filters filters) {
        filters.register(this::endConnection, PRIORITY);
    }

    private void begin(RoutingContext routing) {
        drain.begin();
        routing.response()
                .setStatusCode(ACCEPTED)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"draining\":true,\"left\":" + drain.left() + "}");
    }

    private void endConnection(RoutingContext routing) {
        if (drain.isDraining() && routing.request().version() != HttpVersion.HTTP_2) {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        routing.next();
    }
}
