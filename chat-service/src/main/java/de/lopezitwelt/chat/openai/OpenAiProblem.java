package de.lopezitwelt.chat.openai;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;

/** Problems that only OpenAI's protocol has. */
public enum OpenAiProblem implements ProblemType {
    MODEL_NOT_FOUND("model_not_found", "The model does not exist or you may not use it", 404),
    PREVIOUS_RESPONSE_NOT_FOUND("previous_response_not_found", "The previous response does not exist", 400);

    private final String code;
    private final String title;
    private final int status;

    OpenAiProblem(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    /** The same problem for agents that do not exist and for those that the caller may not see. */
    public static ProblemException modelNotFound() {
        return new ProblemException(MODEL_NOT_FOUND, "The model does not exist or you do not have access to it")
                .withViolation("model", "is not an agent you can use");
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
