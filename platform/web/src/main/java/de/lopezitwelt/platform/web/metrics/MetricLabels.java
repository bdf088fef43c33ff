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
 * What metrics call a request: by the template of its route and a method that HTTP knows, never by what a client sent. Every other name
 * would create one more series, here and in the system that collects metrics.
 */
@Singleton
public class MetricLabels implements HttpServerMetricsTagsContributor {
    private static final int AFTER_TRACE = 990;
    /** Where Quarkus REST puts the template of the route it finds, and its metrics look for it. */
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

    /** For what is answered before {@link #begin} sees it too. */
    @Override
    public Tags contribute(Context context) {
        Tags uri = context.requestContextLocalData(TEMPLATE) == null ? UNROUTED : Tags.empty();
        return METHODS.contains(context.request().method()) ? uri : uri.and(OTHER_METHOD);
    }
}
