package de.lopezitwelt.platform.web.limits;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.identity.ClientAddress;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Limits requests by address before anything else, then by caller. */
@ApplicationScoped
public class RequestLimits {
    private static final int PRIORITY = 800;

    private final boolean enabled;
    private final RateLimiter byAddress;
    private final RateLimiter byCaller;
    private final ClientAddress clientAddress;
    private final CallerContext callerContext;

    RequestLimits(RateLimitConfig config, ClientAddress clientAddress, CallerContext callerContext) {
        this.enabled = config.enabled();
        this.byAddress = new RateLimiter("address", config.perAddress(), config.window(), config.remembered());
        this.byCaller = new RateLimiter("caller", config.perCaller(), config.window(), config.remembered());
        this.clientAddress = clientAddress;
        this.callerContext = callerContext;
    }

    void register(@Observes Filters filters) {
        if (enabled) {
            filters.register(this::limitAddress, PRIORITY);
        }
    }

    private void limitAddress(RoutingContext routing) {
        String path = String.valueOf(routing.request().path());
        String address = clientAddress.networkOf(routing.request());
        if (address == null || path.startsWith("/internal/")) {
            routing.next();
            return;
        }
        try {
            byAddress.take(address, routing.response().headers());
        } catch (ProblemException tooMany) {
            routing.fail(tooMany);
            return;
        }
        routing.next();
    }

    /** Runs after authentication, before the body is read. */
    @ServerRequestFilter
    public void limitCaller(RoutingContext routing) {
        if (enabled) {
            callerContext
                    .find()
                    .filter(caller -> caller.kind() != Caller.Kind.SERVICE)
                    .ifPresent(caller ->
                            byCaller.take(keyOf(caller), routing.response().headers()));
        }
    }

    private static String keyOf(Caller caller) {
        return caller.apiKeyId() == null ? caller.userId() : "key " + caller.apiKeyId();
    }
}
