package de.lopezitwelt.chat.reply.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.lopezitwelt.chat.usage.FailureCode;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import de.lopezitwelt.runtime.model.ModelFailure;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a reply failed, in the members of a problem document (RFC 9457). Events, answers in one piece and {@code /v1} tell
 * the same.
 *
 * @param leftOut {@code turn} when the message it answers is left out of later prompts, because the provider refused it
 * @param retryAfter seconds to wait before another try, 1 at least; null when nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyFailure(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,

        @Schema(description = "turn: later prompts leave out the message that the provider refused") @Nullable
        String leftOut,

        @Schema(description = "Seconds to wait before another try, as the provider asks") @Nullable
        Long retryAfter) {

    private static final Duration SOON = Duration.ofSeconds(1);

    public static ReplyFailure of(String code, String title, int status, @Nullable String detail) {
        return new ReplyFailure("urn:lopez:problem:" + code, title, status, code, detail, null, null);
    }

    /** The failure of a model in the words that its callers receive. */
    public static ReplyFailure of(ModelFailure failure) {
        ModelFailure.Kind kind = failure.kind();
        return of(FailureCode.of(kind), kind.title(), statusOf(kind), failure.getMessage())
                .retryAfter(failure.retryAfter());
    }

    /** A failure that is nobody's but ours. */
    public static ReplyFailure unexpected() {
        return of(FailureCode.UNEXPECTED, "The reply could not be made", 500, null);
    }

    /** Clients repeat what is answered with 429 or 5xx, so only what may succeed later is. */
    private static int statusOf(ModelFailure.Kind kind) {
        return switch (kind) {
            case RATE_LIMITED -> 429;
            case OVERLOADED -> 503;
            case UNAVAILABLE, TIMEOUT, INVALID_RESPONSE -> 502;
            case CONTEXT_LENGTH, CONTENT_FILTER, REFUSED, NO_IMAGES -> 400;
            case INVALID_ANSWER, REPLY_TOO_LARGE, UNKNOWN_MODEL -> 422;
        };
    }

    private ReplyFailure retryAfter(@Nullable Duration wait) {
        return new ReplyFailure(
                type, title, status, code, detail, leftOut, wait == null ? null : Math.max(1, seconds(wait)));
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    /** The same failure of a reply whose turn later prompts leave out. */
    public ReplyFailure leavingOut(@Nullable String what) {
        return new ReplyFailure(type, title, status, code, detail, what, retryAfter);
    }

    /** The same failure for those who read of it later. */
    public ReplyFailure toStore() {
        return new ReplyFailure(type, title, status, code, detail, leftOut, null);
    }

    /** The instance that made the reply died, or another one took the reply over. */
    public static ReplyFailure interrupted() {
        return of("reply-interrupted", "The reply was interrupted", 503, "The text until then is kept");
    }

    /**
     * The problem with which a request is answered whose reply failed before anything of it was sent. Its member
     * {@code reason} is its code, which stood only there before.
     */
    public ProblemException problem() {
        ProblemException problem = new ProblemException(new Type(code, title, status), detail).with("reason", code);
        if (leftOut != null) {
            problem = problem.with("left_out", leftOut);
        }
        boolean again = status == 429 || status == 503;
        Duration wait = retryAfter == null ? SOON : Duration.ofSeconds(retryAfter);
        return again || retryAfter != null ? problem.retryAfter(wait) : problem;
    }

    private record Type(String code, String title, int status) implements ProblemType {}
}
