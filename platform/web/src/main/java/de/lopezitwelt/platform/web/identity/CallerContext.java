package de.lopezitwelt.platform.web.identity;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller of the current request. */
@RequestScoped
public class CallerContext {
    private final RoutingContext routing;
    private final ClientAddress clientAddress;

    CallerContext(RoutingContext routing, ClientAddress clientAddress) {
        this.routing = routing;
        this.clientAddress = clientAddress;
    }

    /** @throws ProblemException 401 without a signed-in caller */
    public Caller caller() {
        return find().orElseThrow(() -> new ProblemException(CommonProblem.UNAUTHENTICATED));
    }

    public Optional<Caller> find() {
        return Optional.ofNullable(routing.get(CallerAttribute.KEY));
    }

    /** The actor and the origin, also for requests without credentials (login, registration). */
    public Actor actor() {
        return find().map(Caller::actor).orElseGet(() -> {
            Origin origin = origin();
            return new Actor(null, null, null, origin.ipAddress(), origin.userAgent());
        });
    }

    public Origin origin() {
        return clientAddress.originOf(routing.request());
    }
}
