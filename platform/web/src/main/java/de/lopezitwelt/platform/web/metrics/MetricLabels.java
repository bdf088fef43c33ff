package de.lopezitwelt.platform.web.metrics;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The labels of a request in metrics: the template of its route and a known HTTP method, never a text of the client, because
 * every new text would create another series here and in the system that collects metrics.
 */
@Singleton
public class MetricLabels implements HttpServerMetricsTagsContributor {
    private static final int AFTER_TRACE = 990;
    /** The key under which Quarkus REST stores the template of the route, and under which its metrics look for it. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final String NO_ROUTE = "/unmatched";
    private static final Tags UNROUTED = Tags.of("uri", NO_ROUTE);
    private static final Tags OTHER_METHOD = Tags.of("method", "OTHER");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    void register(@Observes Filters filters) {
        filters.register(this::begin, AFTER_TRACE);
    }

    private void begin(RoutingContext routing) {
        ((HttpServerRequestInternal) routing.request()).context().putLocal(TEMPLATE, NO_ROUTE);
        if (METHODS.contains(routing.request().method())) {
            routing.next();
        } else {
            routing.fail(new ProblemException(CommonProblem.NOT_IMPLEMENTED));
        }
    }

    /** Also for requests that are answered before {@link #begin} runs. */
    @Override
    public Tags contribute(Context context) {
        Tags uri = context.requestContextLocalData(TEMPLATE) == null ? UNROUTED : Tags.empty();
        return METHODS.contains(context.request().method()) ? uri : uri.and(OTHER_METHOD);
    }
}
