package de.lopezitwelt.chat.reply.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a reply failed, in the members of a problem document (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyFailure(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @JsonIgnore @Nullable Duration retryAfter) {

    public ReplyFailure(String type, String title, int status, String code, @Nullable String detail) {
        this(type, title, status, code, detail, null);
    }

    public static ReplyFailure of(String code, String title, int status, @Nullable String detail) {
        return new ReplyFailure("urn:lopez:problem:" + code, title, status, code, detail);
    }

    /** The same failure with how long the provider asks to wait, which goes into the header of an answer. */
    public ReplyFailure retryAfter(@Nullable Duration wait) {
        return new ReplyFailure(type, title, status, code, detail, wait);
    }

    /** The instance that made the reply died, or another one took the reply over. */
    public static ReplyFailure interrupted() {
        return of("reply-interrupted", "The reply was interrupted", 503, "The text until then is kept");
    }
}
