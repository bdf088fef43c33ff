package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.wire.FieldNames;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's error in any known form: {@code {"error": {"type", "code", "message"}}}, the same without the
 * outer object, or plain text. Its text may contain a part of the API key, so it is shown only after {@link Redaction}.
 */
public final class ProviderError {

    private static final int MOST_LEVELS = 4;
    private static final FieldNames NAMES = FieldNames.of(
            "error", "errors", "code", "type", "status", "message", "msg", "detail", "innererror", "metadata", "raw");

    /**
     * Phrases that report a too long prompt, from OpenAI, Azure, Anthropic, Gemini, Mistral, DeepSeek, Groq, xAI,
     * Cohere, OpenRouter, Together, Bedrock, vLLM, SGLang, TGI, llama.cpp, Ollama and LM Studio.
     */
    private static final Pattern TOO_LONG = Pattern.compile("context_length|string_above_max_length|exceed_context"
            + "|context_window_exceeded|model_max_prompt_tokens_exceeded|prompt is too long|input is too long"
            + "|prompt too long|too many (?:input )?tokens"
            + "|(?:maximum|max|model'?s|available|allowed|exceeds?|overflows?|limit(?:ed)?|than)\\b[^.]{0,60}"
            + "\\bcontext (?:length|size|window|limit)"
            + "|context (?:length|size|window|limit)\\b[^.]{0,40}\\b(?:exceed|overflow|too |of only)"
            + "|(?:maximum|max) (?:model|prompt|input|sequence) length|context the overflows"
            + "|input token count\\b.{0,60}\\bexceeds|inputs? (?:tokens )?must have less than"
            + "|`?inputs`? tokens \\+ `?max_new_tokens`?|max_tokens must be at least 1, got -");

    private static final Pattern FILTERED =
            Pattern.compile("content_filter|content_policy|content management policy|responsible_?ai|content_moderation"
                    + "|(?:input|prompt|content|request) was (?:flagged|blocked)|data_inspection_failed|prohibited_content"
                    + "|moderation_blocked|safety_violation");

    private static final Pattern REFUSED = Pattern.compile(
            "invalid_request|badrequest|bad_request|invalid_argument|unprocessable|invalid_parameter|\\b4(?:00|22)\\b");

    private final StringBuilder codes = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    private ProviderError() {}

    /** Reads the body of a failed answer, or an event named {@code error}. */
    public static ModelFailure of(byte[] bytes, int from, int length) {
        return said(bytes, from, length).failure();
    }

    /** Reads an error field. Null when it reports no error: null, false, 0, an empty text or an empty object. */
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
            // use what was read before the damage
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
        String reason = words.toString().strip();
        String text = code + ' ' + reason.toLowerCase(Locale.ROOT);
        if (code.contains("rate_limit") || code.matches(".*\\b429\\b.*") || code.contains("insufficient_quota")) {
            return ModelFailure.of(Kind.RATE_LIMITED);
        }
        if (TOO_LONG.matcher(text).find()) {
            return ModelFailure.of(Kind.CONTEXT_LENGTH);
        }
        if (FILTERED.matcher(text).find()) {
            return ModelFailure.of(Kind.CONTENT_FILTER);
        }
        if (REFUSED.matcher(code).find()) {
            return ModelFailure.of(Kind.REFUSED);
        }
        return ModelFailure.of(Kind.UNAVAILABLE);
    }

    /** The provider's error text; empty when there is none. Must not be shown without {@link Redaction}. */
    static String reason(byte[] bytes, int from, int length) {
        return said(bytes, from, length).words.toString().strip();
    }
}
