package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.openai.model.AnthropicModels;
import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.ProblemRenderer;
import de.lopezitwelt.platform.web.problem.Problems;
import de.lopezitwelt.platform.web.trace.CorrelationId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;

/** Gives every error the shape that Anthropic's clients read, and every answer to them the id that they report. */
@Singleton
@Priority(AnthropicErrors.BEFORE_OPENAIS)
public class AnthropicErrors implements ProblemRenderer {
    static final int BEFORE_OPENAIS = 10;
    /** Before anything can refuse the request. */
    private static final int FILTER = 895;

    private static final String REQUEST_ID = "request-id";
    private static final String MESSAGES = "/v1/messages";

    private final ObjectMapper json;
    private final Provider<Problems> problems;

    /** @param problems asked for late: it holds all renderers */
    AnthropicErrors(ObjectMapper json, Provider<Problems> problems) {
        this.json = json;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::name, FILTER);
    }

    private void name(RoutingContext routing) {
        if (rendersFor(routing.request())) {
            routing.response().putHeader(REQUEST_ID, CorrelationId.of(routing));
        }
        routing.next();
    }

    /** Their own path, and those that they share with OpenAI's clients. */
    @Override
    public boolean rendersFor(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.equals(MESSAGES)
                || path.startsWith(MESSAGES + "/")
                || path.startsWith("/v1/") && AnthropicModels.areAskedFor(request);
    }

    @Override
    public String mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object render(Problem problem) {
        return AnthropicError.of(problem);
    }

    /** The event that ends a stream of the request which has begun already. */
    Function<Throwable, String> inStream(RoutingContext routing) {
        String correlationId = CorrelationId.of(routing);
        return failure -> event(AnthropicError.of(problems.get().problemOf(failure, correlationId)));
    }

    private String event(AnthropicError error) {
        try {
            return "event: error\ndata: " + json.writeValueAsString(error) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
