package de.lopezitwelt.chat.reply.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import de.lopezitwelt.chat.usage.FailureCode;
import de.lopezitwelt.runtime.model.ModelFailure;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a reply failed, in the members of a problem document (RFC 9457).
 *
 * @param leftOut {@code turn} when the message it answers is left out of later prompts, because the provider refused it
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

        @JsonIgnore @Nullable Duration retryAfter) {

    public static ReplyFailure of(String code, String title, int status, @Nullable String detail) {
        return new ReplyFailure("urn:lopez:problem:" + code, title, status, code, detail, null, null);
    }

    /** A model's failure, as its callers are told. */
    public static ReplyFailure of(ModelFailure failure) {
        ModelFailure.Kind kind = failure.kind();
        return of(FailureCode.of(kind), kind.title(), statusOf(kind), failure.getMessage())
                .retryAfter(failure.retryAfter());
    }

    /** A failure that is nobody's but ours. */
    public static ReplyFailure unexpected() {
        return of(FailureCode.UNEXPECTED, "The reply could not be made", 500, null);
    }

    private static int statusOf(ModelFailure.Kind kind) {
        return switch (kind) {
            case CONTEXT_LENGTH, CONTENT_FILTER, REFUSED -> 400;
            case RATE_LIMITED -> 429;
            case OVERLOADED -> 503;
            default -> 502;
        };
    }

    /** The same failure with how long the provider asks to wait, which goes into the header of an answer. */
    public ReplyFailure retryAfter(@Nullable Duration wait) {
        return new ReplyFailure(type, title, status, code, detail, leftOut, wait);
    }

    /** The same failure of a reply whose turn later prompts leave out. */
    public ReplyFailure leavingOut(@Nullable String what) {
        return new ReplyFailure(type, title, status, code, detail, what, retryAfter);
    }

    /** The instance that made the reply died, or another one took the reply over. */
    public static ReplyFailure interrupted() {
        return of("reply-interrupted", "The reply was interrupted", 503, "The text until then is kept");
    }
}
