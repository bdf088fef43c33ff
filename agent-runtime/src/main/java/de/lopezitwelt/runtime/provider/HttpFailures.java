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

/** What the status and the headers of an answer mean that is no success. */
final class HttpFailures {

    private static final int LONGEST_HEADER = 40;

    /** The three forms of a date that RFC 9110 §5.6.7 has recipients accept, without the day of the week. */
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
     * From a status that is no success and what the body says. A prompt that is too long, or content that is not wanted, is
     * that whatever the status says.
     *
     * @param said of kind UNAVAILABLE when the body says nothing that is known
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

    /** Whether the same provider may answer the same request in a moment. */
    static boolean worthAnotherTry(int status) {
        return status == 429 || status >= 500;
    }

    /**
     * How long a provider asks to wait: {@code retry-after-ms} (as OpenAI, Azure and Anthropic send it), else {@code
     * Retry-After} in seconds or as a date (RFC 9110 §10.2.3). Null when neither can be read.
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

    /** A number that is not negative and fits; null for anything else. */
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
