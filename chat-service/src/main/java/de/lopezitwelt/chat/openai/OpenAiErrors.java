package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.ProblemRenderer;
import de.lopezitwelt.platform.web.problem.Problems;
import de.lopezitwelt.platform.web.trace.CorrelationId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Gives every error under {@code /v1} the shape that OpenAI's clients read. */
@Singleton
public class OpenAiErrors implements ProblemRenderer {
    private final ObjectMapper json;
    private final Provider<Problems> problems;

    /** @param problems asked for late: it holds all renderers */
    OpenAiErrors(ObjectMapper json, Provider<Problems> problems) {
        this.json = json;
        this.problems = problems;
    }

    @Override
    public boolean rendersFor(HttpServerRequest request) {
        return String.valueOf(request.path()).startsWith("/v1/");
    }

    @Override
    public String mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object render(Problem problem) {
        return OpenAiError.of(problem);
    }

    /** The event that ends a stream of the request which has begun already. */
    public Function<Throwable, String> inStream(RoutingContext routing) {
        String correlationId = CorrelationId.of(routing);
        return failure -> event("", OpenAiError.of(problems.get().problemOf(failure, correlationId)));
    }

    /** As above for streams of numbered events. @param number of the event */
    public Function<Throwable, String> inNumberedStream(RoutingContext routing, IntSupplier number) {
        String correlationId = CorrelationId.of(routing);
        return failure -> event(
                "event: error\n",
                OpenAiError.of(problems.get().problemOf(failure, correlationId)).numbered(number.getAsInt()));
    }

    private String event(String name, Object data) {
        try {
            return name + "data: " + json.writeValueAsString(data) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
