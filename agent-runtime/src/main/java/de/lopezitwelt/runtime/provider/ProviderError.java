package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.wire.FieldNames;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of an error, in whatever shape: {@code {"error": {"type", "code", "message"}}}, the same without
 * the wrapping, or a text. Its text is never passed on: it may hold a part of the key.
 */
public final class ProviderError {

    private static final int MOST_LEVELS = 4;
    private static final FieldNames NAMES =
            FieldNames.of("error", "errors", "code", "type", "status", "message", "msg", "detail", "innererror");

    private final StringBuilder codes = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    private ProviderError() {}

    /** From the body of an answer that failed, or an event that is called an error. */
    public static ModelFailure of(byte[] bytes, int from, int length) {
        return said(bytes, from, length).failure();
    }

    /** From a field that is called an error; null when it says nothing, as null, false, 0, an empty text or object do. */
    public static @Nullable ModelFailure ifAny(byte[] bytes, int from, int length) {
        ProviderError error = said(bytes, from, length);
        boolean nothing = error.words.toString().isBlank()
                && error.codes
                        .toString()
                        .replaceAll("(?i)\\b(0+|200|20000|ok|success|null|none)\\b", "")
                        .isBlank();
        return nothing ? null : error.failure();
    }

    private static ProviderError said(byte[] bytes, int from, int length) {
        ProviderError error = new ProviderError();
        try {
            error.read(new JsonReader(NAMES).read(bytes, from, length), 0);
        } catch (UnreadableJson broken) {
            // what was read until then has to do
        }
        return error;
    }

    private void read(JsonReader json, int level) {
        switch (json.kind()) {
            case STRING -> words.append(json.text()).append(' ');
            case OBJECT -> {
                json.enterObject();
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    field(json, field, level);
                }
            }
            case ARRAY -> {
                json.enterArray();
                while (json.nextElement()) {
                    below(json, level);
                }
            }
            case NUMBER, TRUE -> codes.append(json.raw()).append(' ');
            default -> json.skip();
        }
    }

    private void field(JsonReader json, String field, int level) {
        switch (field) {
            case "code", "type", "status" -> {
                String code = json.text();
                codes.append(code == null ? "" : code).append(' ');
            }
            case FieldNames.OTHER -> json.skip();
            default -> below(json, level);
        }
    }

    private void below(JsonReader json, int level) {
        if (level == MOST_LEVELS) {
            json.skip();
        } else {
            read(json, level + 1);
        }
    }

    private ModelFailure failure() {
        String code = codes.toString().toLowerCase(Locale.ROOT);
        if (code.contains("context_length")
                || code.contains("string_above_max_length")
                || words.toString().contains("prompt is too long")) {
            return ModelFailure.of(Kind.CONTEXT_LENGTH);
        }
        if (code.contains("content_filter") || code.contains("content_policy")) {
            return ModelFailure.of(Kind.CONTENT_FILTER);
        }
        if (code.contains("rate_limit") || code.contains("429") || code.contains("insufficient_quota")) {
            return ModelFailure.of(Kind.RATE_LIMITED);
        }
        return ModelFailure.of(Kind.UNAVAILABLE);
    }
}
