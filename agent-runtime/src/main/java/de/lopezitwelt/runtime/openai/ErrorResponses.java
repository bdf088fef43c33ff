package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a provider's error means. Its text is never passed on: it may hold a part of the key. */
final class ErrorResponses {

    private ErrorResponses() {}

    /** From an error object inside a body that began as a success. */
    static ModelFailure fromCodes(String codes) {
        if (codes.contains("context_length") || codes.contains("string_above_max_length")) {
            return ModelFailure.of(Kind.CONTEXT_LENGTH);
        }
        if (codes.contains("content_filter") || codes.contains("content_policy")) {
            return ModelFailure.of(Kind.CONTENT_FILTER);
        }
        if (codes.contains("rate_limit") || codes.contains("429") || codes.contains("insufficient_quota")) {
            return ModelFailure.of(Kind.RATE_LIMITED);
        }
        return ModelFailure.of(Kind.UNAVAILABLE);
    }

    /** From a status other than 200 and what its body says. */
    static ModelFailure fromStatus(int status, ModelFailure fromBody) {
        return switch (status) {
            case 429 -> ModelFailure.of(Kind.RATE_LIMITED);
            case 408, 504 -> ModelFailure.of(Kind.TIMEOUT);
            case 413 -> ModelFailure.of(Kind.CONTEXT_LENGTH);
            case 401, 402, 403, 404 -> ModelFailure.of(Kind.UNAVAILABLE);
            case 400, 422 -> fromBody.kind() == Kind.UNAVAILABLE ? ModelFailure.of(Kind.REFUSED) : fromBody;
            default -> ModelFailure.of(status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID_RESPONSE);
        };
    }

    /** Whether the same provider may answer the same request in a moment. */
    static boolean worthAnotherTry(int status) {
        return status == 429 || status >= 500;
    }

    /** {@code Retry-After} in seconds or as a date (RFC 9110 §10.2.3); null when absent or neither. */
    @Nullable
    static Duration retryAfter(@Nullable String header, Clock clock) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (!value.isEmpty() && value.length() <= 7 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
