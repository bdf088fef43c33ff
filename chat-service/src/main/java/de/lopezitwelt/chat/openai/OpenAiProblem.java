package de.lopezitwelt.chat.openai;

import de.lopezitwelt.platform.web.problem.EnumProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Locale;

/** Problems that only OpenAI's protocol has. */
public enum OpenAiProblem implements EnumProblem {
    MODEL_NOT_FOUND("The model does not exist or you may not use it", 404),
    PREVIOUS_RESPONSE_NOT_FOUND("The previous response does not exist", 400),
    ITEM_NOT_FOUND("The item does not exist", 404);

    private final Description description;

    OpenAiProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    /** As OpenAI writes it, with underscores. */
    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Description description() {
        return description;
    }

    /** For names of models that do not embed, agents included. */
    public static ProblemException embeddingModelNotFound() {
        return new ProblemException(
                        MODEL_NOT_FOUND,
                        "No such model embeds texts; GET /v1/models lists those with the ability embeddings")
                .withViolation("model", "is not a model that embeds");
    }

    /** The same problem for agents that do not exist and for those that the caller may not see. */
    public static ProblemException modelNotFound() {
        return new ProblemException(MODEL_NOT_FOUND, "The model does not exist or you do not have access to it")
                .withViolation("model", "is not an agent you can use");
    }
}
