package de.lopezitwelt.chat.anthropic;

import de.lopezitwelt.platform.web.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error in Anthropic's shape.
 *
 * @param requestId as in the headers {@code request-id} and {@code X-Request-Id}
 */
@Schema(name = "AnthropicError")
record AnthropicError(String type, Details error, String requestId) {
    private static final String UUID = "urn:uuid:";
    /** The words by which Claude Code knows that it has to shorten its conversation. */
    private static final String TOO_LONG = "prompt is too long: ";

    /** The members of the error. */
    @Schema(name = "AnthropicErrorDetails")
    record Details(String type, String message) {}

    static AnthropicError of(Problem problem) {
        String instance = problem.instance();
        return new AnthropicError(
                "error",
                new Details(type(problem.status()), message(problem)),
                instance.startsWith(UUID) ? instance.substring(UUID.length()) : instance);
    }

    private static String message(Problem problem) {
        String detail = said(problem);
        return switch (problem.code()) {
            case "context-too-long", "model-context-length" -> TOO_LONG + detail;
            default -> detail;
        };
    }

    /** Anthropic's errors have no member for the field, so the message names it. */
    private static String said(Problem problem) {
        @Nullable String detail = problem.detail();
        String said = detail == null ? problem.title() : detail;
        if (problem.violations().isEmpty()) {
            return said;
        }
        String field = problem.violations().getFirst().field();
        return field.isEmpty() || said.contains(field) ? said : field + ": " + said;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
