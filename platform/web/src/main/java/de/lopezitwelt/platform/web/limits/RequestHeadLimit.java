package de.lopezitwelt.platform.web.limits;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses addresses and headers that are too long with a problem of their own. Far longer ones are cut off by the
 * server while it reads ({@code quarkus.http.limits.*}): 414 or 431 without a body, and the connection ends.
 */
@Singleton
class RequestHeadLimit {
    private static final int PRIORITY = 860;
    /** Bytes for the colon, the blank and the line end of a header. */
    private static final int AROUND = 4;

    private final long maxUri;
    private final long maxHeaders;

    RequestHeadLimit(
            @ConfigProperty(name = "lopez.http.max-uri", defaultValue = "8K") MemorySize maxUri,
            @ConfigProperty(name = "lopez.http.max-headers", defaultValue = "16K") MemorySize maxHeaders) {
        this.maxUri = maxUri.asLongValue();
        this.maxHeaders = maxHeaders.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext routing) {
        if (routing.request().uri().length() > maxUri) {
            routing.fail(
                    new ProblemException(CommonProblem.URI_TOO_LONG, "The address may have " + maxUri + " characters"));
        } else if (headersOf(routing) > maxHeaders) {
            routing.fail(new ProblemException(
                    CommonProblem.HEADERS_TOO_LARGE, "The headers may have " + maxHeaders + " bytes together"));
        } else {
            routing.next();
        }
    }

    private static long headersOf(RoutingContext routing) {
        long size = 0;
        for (Map.Entry<String, String> header : routing.request().headers()) {
            size += header.getKey().length() + header.getValue().length() + AROUND;
        }
        return size;
    }
}
