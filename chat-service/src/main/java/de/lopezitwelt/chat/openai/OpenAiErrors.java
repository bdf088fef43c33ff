package de.lopezitwelt.chat.openai;

import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.ProblemRenderer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/** Gives every error under {@code /v1} the shape that OpenAI's clients read. */
@Singleton
class OpenAiErrors implements ProblemRenderer {

    @Override
    public String pathPrefix() {
        return "/v1/";
    }

    @Override
    public String mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object render(Problem problem) {
        return OpenAiError.of(problem);
    }
}
