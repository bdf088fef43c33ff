package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.Violation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape. */
@JsonInclude(Include.ALWAYS)
@Schema(name = "OpenAiError")
public record OpenAiError(Details error) {
    private static final String QUOTA = "insufficient_quota";
    private static final String CONTEXT_LENGTH = "context_length_exceeded";

    /**
     * The members of the error.
     *
     * @param param the field that is wrong, e.g. {@code messages[0].content}
     * @param code OpenAI's code when it has one, else the problem's, in snake_case
     */
    @JsonInclude(Include.ALWAYS)
    @Schema(name = "OpenAiErrorDetails")
    record Details(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    /** The error as an event, which names its members itself; they also stand in {@code error} for clients that look there. */
    @JsonInclude(Include.ALWAYS)
    record Numbered(
            String type,
            int sequenceNumber,
            @Nullable String code,
            String message,
            @Nullable String param,
            Details error) {}

    Numbered numbered(int sequenceNumber) {
        return new Numbered("error", sequenceNumber, error.code(), error.message(), error.param(), error);
    }

    static OpenAiError of(Problem problem) {
        List<Violation> violations = problem.violations();
        Violation first = violations.isEmpty() ? null : violations.getFirst();
        String field = first == null || first.field().isEmpty() ? null : first.field();
        return of(problem.detail(), problem.title(), problem.status(), field, problem.code());
    }

    private static OpenAiError of(
            @Nullable String detail, String title, int status, @Nullable String field, String problem) {
        String code = code(problem);
        String param = code.equals(CONTEXT_LENGTH) && !"input".equals(field) ? "messages" : field;
        return new OpenAiError(new Details(detail == null ? title : detail, type(status, code), param, code));
    }

    private static String code(String problem) {
        return switch (problem) {
            case "validation" -> "invalid_value";
            case "unauthenticated" -> "invalid_api_key";
            case "budget-exhausted" -> QUOTA;
            case "rate-limited", "too-many-replies", "too-many-streams" -> "rate_limit_exceeded";
            case "context-too-long", "model-context-length" -> CONTEXT_LENGTH;
            case "model-content-filter" -> "content_filter";
            default -> problem.replace('-', '_');
        };
    }

    private static String type(int status, String code) {
        return switch (status) {
            case 403 -> "permission_error";
            case 429 -> code.equals(QUOTA) ? QUOTA : "requests";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
