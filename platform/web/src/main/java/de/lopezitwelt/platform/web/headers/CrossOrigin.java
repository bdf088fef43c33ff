package de.lopezitwelt.platform.web.headers;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of listed origins call the API (Fetch standard, "CORS protocol"). Never with the browser's own credentials:
 * every call carries its token or key itself, so a page can do no more than any other program of its user.
 */
@Singleton
class CrossOrigin {
    /** Runs before any handler that can refuse the request, so that the page can read the refusal. */
    private static final int HEADERS = 890;
    /** Runs after the limit by address and before authentication: a preflight carries no credentials. */
    private static final int PREFLIGHTS = 790;

    private static final String ALLOWED = CrossOrigin.class.getName();
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String SECONDS_TO_REMEMBER = "600";
    private static final int LONGEST_HEADERS = 4_096;

    /** What clients read; browsers hide all others from pages. */
    private static final String READABLE = String.join(
            ", ",
            "Content-Disposition",
            "ETag",
            "Idempotency-Replayed",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Request-Id",
            "Retry-After",
            "WWW-Authenticate",
            "X-RateLimit-Limit-Requests",
            "X-RateLimit-Remaining-Requests",
            "X-RateLimit-Reset-Requests",
            "X-Request-Id");

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s*A-Z]+");
    private static final Pattern PRESET_PORT = Pattern.compile("http://.*:80|https://.*:443");
    private static final Pattern HEADER_NAMES =
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1," + LONGEST_HEADERS + "}");

    private final Set<String> origins;

    CrossOrigin(CrossOriginConfig config) {
        List<String> listed = config.origins().orElse(List.of());
        listed.forEach(CrossOrigin::require);
        this.origins = Set.copyOf(listed);
    }

    private static void require(String origin) {
        if (!ORIGIN.matcher(origin).matches() || PRESET_PORT.matcher(origin).matches()) {
            throw new IllegalArgumentException("lopez.http.cors.origins: \"" + origin
                    + "\" is not an origin as browsers send it, such as https://chat.example.com");
        }
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::allow, HEADERS);
            filters.register(this::answerPreflight, PREFLIGHTS);
        }
    }

    /** Quarkus lets every page read the management port; here no page may. */
    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(routing -> {
            routing.addHeadersEndHandler(sent -> routing.response().headers().remove(ALLOW_ORIGIN));
            routing.next();
        });
    }

    private void allow(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!String.valueOf(request.path()).startsWith("/internal/")) {
            MultiMap headers = routing.response().headers();
            headers.add("Vary", "Origin");
            String origin = allowed(request);
            if (origin != null) {
                routing.put(ALLOWED, true);
                headers.set(ALLOW_ORIGIN, origin);
                headers.set("Access-Control-Expose-Headers", READABLE);
            }
        }
        routing.next();
    }

    private @Nullable String allowed(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("Origin");
        return sent.size() == 1 && origins.contains(sent.getFirst()) ? sent.getFirst() : null;
    }

    private void answerPreflight(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (routing.get(ALLOWED) == null
                || !request.method().equals(HttpMethod.OPTIONS)
                || request.getHeader("Access-Control-Request-Method") == null) {
            routing.next();
            return;
        }
        MultiMap headers = routing.response().headers();
        headers.remove("Access-Control-Expose-Headers");
        headers.add("Vary", "Access-Control-Request-Headers");
        headers.set("Access-Control-Allow-Methods", METHODS);
        headers.set("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
        String wanted = request.getHeader("Access-Control-Request-Headers");
        if (wanted != null && HEADER_NAMES.matcher(wanted).matches()) {
            headers.set("Access-Control-Allow-Headers", wanted);
        }
        routing.response().setStatusCode(204).end();
    }
}
