package de.lopezitwelt.platform.web.trace;

import de.lopezitwelt.platform.messaging.TraceparentSource;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Gives each request its correlation id and its place in the caller's trace, for logs, answers, calls and events. */
@Singleton
public class RequestTrace implements TraceparentSource {
    public static final String HEADER = "traceparent";
    private static final String KEY = "lopez.traceparent";
    private static final int BEFORE_ALL_OTHERS = 1000;

    void register(@Observes Filters filters) {
        filters.register(this::begin, BEFORE_ALL_OTHERS);
    }

    private void begin(RoutingContext routing) {
        String id = CorrelationId.of(routing);
        routing.response().putHeader(CorrelationId.HEADER, id);
        String traceparent = Traceparent.continued(routing.request().getHeader(HEADER));
        Context context = Vertx.currentContext();
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(KEY, traceparent);
            MDC.put("request_id", id);
            MDC.put("trace_id", Traceparent.traceId(traceparent));
        }
        routing.next();
    }

    /** Null outside of a request. */
    @Override
    public @Nullable String current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
    }
}
