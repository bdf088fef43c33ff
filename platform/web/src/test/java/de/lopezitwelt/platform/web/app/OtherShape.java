package de.lopezitwelt.platform.web.app;

import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.ProblemRenderer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;

@Singleton
public class OtherShape implements ProblemRenderer {
    @Override
    public boolean rendersFor(HttpServerRequest request) {
        return String.valueOf(request.path()).startsWith("/v1/");
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public Object render(Problem problem) {
        return Map.of("error", Map.of("code", problem.code(), "message", problem.title()));
    }
}
