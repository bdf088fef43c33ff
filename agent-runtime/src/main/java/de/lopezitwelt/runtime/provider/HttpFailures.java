package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the status and the headers of an answer that reports an error. */
final class HttpFailures {

    private static final int LONGEST_HEADER = 40;

    /** The three date formats that recipients must accept (RFC 9110 §5.6.7), without the day of the week. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.US),
            new DateTimeFormatterBuilder()
                    .appendPattern("d-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss")
                    .toFormatter(Locale.US),
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.US));

    private HttpFailures() {}

    /**
     * Finds the failure from an error status and the body. For most statuses, a body that reports a too long prompt or
     * filtered content overrides the status.
     *
     * @param said the failure read from the body; UNAVAILABLE when the body is not understood
     */
    static ModelFailure fromStatus(int status, ModelFailure said) {
        boolean known = said.kind() == Kind.CONTEXT_LENGTH || said.kind() == Kind.CONTENT_FILTER;
        return switch (status) {
            case 429 -> ModelFailure.of(Kind.RATE_LIMITED);
            case 408, 504 -> ModelFailure.of(Kind.TIMEOUT);
            case 413 -> ModelFailure.of(Kind.CONTEXT_LENGTH);
            case 401, 402, 404 -> ModelFailure.of(Kind.UNAVAILABLE);
            case 403 -> said.kind() == Kind.CONTENT_FILTER ? said : ModelFailure.of(Kind.UNAVAILABLE);
            case 400 -> known || said.kind() == Kind.RATE_LIMITED ? said : ModelFailure.of(Kind.REFUSED);
            default -> {
                if (known) {
                    yield said;
                }
                Kind kind = status >= 500 ? Kind.UNAVAILABLE : status >= 400 ? Kind.REFUSED : Kind.INVALID_RESPONSE;
                yield ModelFailure.of(kind);
            }
        };
    }

    /** Whether the same request may succeed at the same provider a moment later. */
    static boolean worthAnotherTry(int status) {
        return status == 429 || status >= 500;
    }

    /**
     * How long the provider asks us to wait. Reads {@code retry-after-ms} (sent by OpenAI, Azure and Anthropic), else
     * {@code Retry-After} in seconds or as a date (RFC 9110 §10.2.3). Null when neither can be read.
     */
    static @Nullable Duration retryAfter(MultiMap headers, Clock clock) {
        Double millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return Duration.ofMillis(millis.longValue());
        }
        String header = headers.get("retry-after");
        Double seconds = number(header);
        if (seconds != null) {
            return Duration.ofMillis((long) (seconds * 1_000));
        }
        return header == null || header.length() > LONGEST_HEADER ? null : until(header, clock);
    }

    /** Reads a number of at most ten digits, without a sign; null for anything else. */
    private static @Nullable Double number(@Nullable String header) {
        String value = header == null ? "" : header.strip();
        return value.matches("\\d{1,10}(\\.\\d{1,6})?") ? Double.valueOf(value) : null;
    }

    private static @Nullable Duration until(String date, Clock clock) {
        String value = date.strip()
                .replaceFirst("^\\p{Alpha}+,? +", "")
                .replaceFirst(" +(GMT|UTC|Z|[+-]00:?00)$", "")
                .replaceAll(" +", " ");
        for (DateTimeFormatter format : DATES) {
            try {
                Duration wait = Duration.between(
                        clock.instant(), LocalDateTime.parse(value, format).toInstant(ZoneOffset.UTC));
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException another) {
                // the next form may fit
            }
        }
        return null;
    }
}
