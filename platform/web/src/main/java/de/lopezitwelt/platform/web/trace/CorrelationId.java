package de.lopezitwelt.platform.web.trace;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/**
 * One id per request: in the {@code X-Request-Id} response header, in every log line of the request and in the {@code
 * instance} of its problem. Always made here: a client's own id could collide or carry log text.
 */
public final class CorrelationId {
    public static final String HEADER = "X-Request-Id";
    static final String KEY = "lopez.correlation-id";

    private CorrelationId() {}

    public static String of(RoutingContext routing) {
        String id = routing.get(KEY);
        if (id == null) {
            id = UUID.randomUUID().toString();
            routing.put(KEY, id);
        }
        return id;
    }
}
