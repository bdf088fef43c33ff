package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import de.lopezitwelt.chat.stream.ReplyFailure;
import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape. */
@JsonInclude(Include.ALWAYS)
record OpenAiError(Details error) {

    /**
     * What the error says.
     *
     * @param param the field that is wrong, e.g. {@code messages[0].content}
     * @param code the problem's code, as everywhere in this platform
     */
    @JsonInclude(Include.ALWAYS)
    record Details(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    static OpenAiError of(Problem problem) {
        List<Violation> violations = problem.violations();
        Violation first = violations.isEmpty() ? null : violations.getFirst();
        String message = problem.detail() == null ? problem.title() : problem.detail();
        return new OpenAiError(new Details(
                message,
                type(problem.status()),
                first == null || first.field().isEmpty() ? null : first.field(),
                problem.status() == 401 ? "invalid_api_key" : problem.code()));
    }

    static OpenAiError of(ReplyFailure failure) {
        String message = failure.detail() == null ? failure.title() : failure.detail();
        return new OpenAiError(new Details(message, type(failure.status()), null, failure.code()));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
