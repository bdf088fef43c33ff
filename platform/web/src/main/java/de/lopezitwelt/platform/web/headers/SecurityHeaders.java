package de.lopezitwelt.platform.web.headers;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The headers of every answer of both ports, including those that are made before a route is found. An API answer is never
 * cached, sniffed, framed or run; only Swagger UI may run its own scripts, on its own path. HSTS only when this process itself ends TLS.
 */
@Singleton
public class SecurityHeaders {
    private static final int PRIORITY = 900;
    /** Documents for everybody (RFC 8615), whose own headers say how long they may be cached. */
    private static final String PUBLIC_PATH = "/.well-known/";

    private static final String SWAGGER_PATH = "/swagger-ui";
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String SWAGGER_POLICY =
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'"
                    + " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final boolean tls;

    SecurityHeaders(@ConfigProperty(name = "lopez.http.hsts", defaultValue = "false") boolean tls) {
        this.tls = tls;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(this::add);
    }

    private void add(RoutingContext routing) {
        addTo(String.valueOf(routing.request().path()), routing.response()::putHeader);
        routing.next();
    }

    /** Sets the headers for an answer about the path, and replaces earlier values. */
    public void addTo(String path, BiConsumer<String, String> headers) {
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("Referrer-Policy", "no-referrer");
        if (path.startsWith(SWAGGER_PATH)) {
            headers.accept("Content-Security-Policy", SWAGGER_POLICY);
        } else {
            headers.accept("Content-Security-Policy", API_POLICY);
            if (!path.startsWith(PUBLIC_PATH)) {
                headers.accept("Cache-Control", "no-store");
            }
        }
        if (tls) {
            headers.accept("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}
