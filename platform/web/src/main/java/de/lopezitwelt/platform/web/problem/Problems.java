package de.lopezitwelt.platform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.headers.SecurityHeaders;
import de.lopezitwelt.platform.web.trace.CorrelationId;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns a failure of any layer into the answer. */
@Singleton
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final ObjectMapper json;
    private final List<ProblemRenderer> renderers;
    private final SecurityHeaders securityHeaders;

    Problems(ObjectMapper json, @All List<ProblemRenderer> renderers, SecurityHeaders securityHeaders) {
        this.json = json;
        this.renderers = renderers;
        this.securityHeaders = securityHeaders;
    }

    /** A rendered error. */
    public record Answer(int status, String mediaType, Map<String, String> headers, String body) {}

    /** Translates, logs and renders. Defects (5xx) are logged here and nowhere else, with the correlation id. */
    public Answer answer(RoutingContext routing, Throwable failure) {
        ProblemException problem = Failures.translate(failure);
        String correlationId = CorrelationId.of(routing);
        if (routing.response().closed()) {
            LOG.debugf("Client hung up, request_id=%s reason=%s", correlationId, failure.getMessage());
        } else {
            log(problem, failure, routing.request(), correlationId);
        }
        return render(routing, problem, correlationId);
    }

    /** For failures that have a status and nothing else. */
    public Answer answer(RoutingContext routing, int status) {
        return answer(routing, Failures.ofStatus(status));
    }

    /** For bytes that are refused before they become a request: with all headers of an answer, because no filter adds them. */
    public Answer withoutRouting(ProblemException problem) {
        String correlationId = UUID.randomUUID().toString();
        var headers = new LinkedHashMap<String, String>();
        headers.put(CorrelationId.HEADER, correlationId);
        securityHeaders.addTo("", headers::put);
        headers.putAll(problem.headers());
        LOG.debugf("Connection refused, request_id=%s reason=%s", correlationId, problem.getMessage());
        return new Answer(
                problem.type().status(), Problem.MEDIA_TYPE, headers, write(Problem.of(problem, correlationId)));
    }

    /** The problem as it would be shown, for streams that have already answered 200. */
    public Problem problemOf(Throwable failure, String correlationId) {
        ProblemException problem = Failures.translate(failure);
        if (problem.type().status() == 500) {
            LOG.errorf(failure, "Stream failed, request_id=%s", correlationId);
        }
        return Problem.of(problem, correlationId);
    }

    private Answer render(RoutingContext routing, ProblemException failure, String correlationId) {
        var headers = new LinkedHashMap<>(failure.headers());
        if (failure.type().status() == 401) {
            headers.putIfAbsent("WWW-Authenticate", challenge(routing.request()));
        }
        var problem = Problem.of(failure, correlationId);
        for (ProblemRenderer renderer : renderers) {
            if (renderer.rendersFor(routing.request())) {
                return new Answer(problem.status(), renderer.mediaType(), headers, write(renderer.render(problem)));
            }
        }
        return new Answer(problem.status(), Problem.MEDIA_TYPE, headers, write(problem));
    }

    /** RFC 6750 §3.1: no error code when no credentials were sent. */
    private static String challenge(HttpServerRequest request) {
        boolean sent = request.getHeader("Authorization") != null
                || request.getHeader("X-API-Key") != null
                || request.getHeader("api-key") != null;
        return sent ? "Bearer realm=\"lopez\", error=\"invalid_token\"" : "Bearer realm=\"lopez\"";
    }

    private static void log(
            ProblemException problem, Throwable failure, HttpServerRequest request, String correlationId) {
        int status = problem.type().status();
        if (status == 500) {
            LOG.errorf(
                    failure,
                    "Request failed, request_id=%s method=%s path=%s",
                    correlationId,
                    request.method(),
                    request.path());
        } else if (status > 500 && !isClients(status)) {
            LOG.warnf(
                    "Request not served, request_id=%s method=%s path=%s status=%d reason=%s",
                    correlationId, request.method(), request.path(), status, failure);
        } else {
            LOG.debugf(
                    "Request refused, request_id=%s method=%s path=%s status=%d reason=%s",
                    correlationId, request.method(), request.path(), status, failure.getMessage());
        }
    }

    /** Whether a status above 500 says that the client has asked for something unknown. */
    private static boolean isClients(int status) {
        return status == CommonProblem.NOT_IMPLEMENTED.status()
                || status == CommonProblem.HTTP_VERSION_NOT_SUPPORTED.status();
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
