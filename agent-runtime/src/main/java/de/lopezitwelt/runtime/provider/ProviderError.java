package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.wire.FieldNames;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's error in any known form: {@code {"error": {"type", "code", "message"}}}, the same without the
 * outer object, or plain text. Its text may contain a part of the API key, so it is shown only after {@link Redaction}.
 */
public final class ProviderError {

    private static final int MOST_LEVELS = 4;
    private static final FieldNames NAMES = FieldNames.of(
            "error",
            "errors",
            "code",
            "error_code",
            "status_code",
            "type",
            "status",
            "message",
            "msg",
            "error_msg",
            "error_message",
            "status_msg",
            "base_resp",
            "detail",
            "innererror",
            "metadata",
            "raw");

    /**
     * Phrases that report a too long prompt, from OpenAI, Azure, Anthropic, Gemini, Mistral, DeepSeek, Groq, xAI,
     * Cohere, OpenRouter, Together, Bedrock, vLLM, SGLang, TGI, llama.cpp, Ollama, LM Studio, LiteLLM, Moonshot,
     * DashScope, Z.ai, watsonx, Vertex and GitHub Models.
     */
    private static final Pattern TOO_LONG = Pattern.compile("context_?length|exceed_context|context_?window_?exceeded"
            + "|context_?overflow|model_max_prompt_tokens_exceeded|tokens?_limit_(?:reached|exceeded)|request_too_large"
            + "|(?:prompt|input|messages)_too_long|\\b(?:prompt|input|messages)\\b[^.]{0,20}\\btoo long"
            + "|too many (?:input )?tokens|too_many_tokens"
            + "|(?:maximum|max|model'?s|available|allowed|exceed(?:s|ed|ing)?|overflow(?:s|ed)?|limit(?:ed)?|than)\\b"
            + "[^.]{0,60}\\bcontext (?:length|size|window|limit)"
            + "|exceed(?:s|ed|ing)?\\b[^.]{0,30}\\b(?:tokens?|prompt|input) limit|prompt exceeds max(?:imum)? length"
            + "|range of input length should be"
            + "|reduce (?:the (?:length|size) of )?(?:the|your) (?:messages?|prompt|input|conversation)\\b"
            + "|context (?:length|size|window|limit)\\b[^.]{0,40}\\b(?:exceed|overflow|too |of only)"
            + "|(?:maximum|max) (?:model|prompt|input|sequence) length|context the overflows"
            + "|input token count\\b.{0,60}\\b(?:exceeds|only supports)|inputs? (?:tokens )?must have less than"
            + "|`?inputs`? tokens \\+ `?max_new_tokens`?|max_tokens must be at least 1, got -");

    /** OpenAI's word for any text that is too long; names and descriptions of tools are not shortened. */
    private static final Pattern LONG_STRING = Pattern.compile(
            "string_above_max_length.*\\b(?:messages|input|prompt|instructions)\\b(?!.*\\b(?:name|id)')");

    private static final Pattern FILTERED = Pattern.compile(
            "content_?filter|content_policy|content management policy|responsible_?ai|content_moderation"
                    + "|(?:input|prompt|content|request) was (?:flagged|blocked)|data_inspection_failed|prohibited_content"
                    + "|moderation_blocked|safety_violation|safety system|inappropriate content"
                    + "|violat(?:es?|ed|ion)\\b[^.]{0,30}\\b(?:usage|content)\\b[^.]{0,10}\\bpolic");

    private static final Pattern REFUSED = Pattern.compile(
            "invalid_request|badrequest|bad_request|invalid_argument|unprocessable|invalid_parameter|\\b4(?:00|22)\\b");

    /** As in Groq's {@code try again in 1m26.4s}, Gemini's {@code retry in 37.5s} and Azure's {@code retry after 26 seconds}. */
    private static final Pattern WAIT = Pattern.compile("(?:try again|retry)(?:ing)? (?:in|after) (?:(\\d{1,3})h ?)?"
            + "(?:(\\d{1,4})m(?!s|i) ?)?(?:(\\d{1,7}(?:\\.\\d{1,9})?) ?(ms|milli|s))?");

    private final StringBuilder codes = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    private ProviderError() {}

    /** Reads an error field. Null when it reports no error: null, false, 0, an empty text or an empty object. */
    public static @Nullable ProviderError ifAny(byte[] bytes, int from, int length) {
        ProviderError error = of(bytes, from, length);
        boolean nothing = error.words.toString().isBlank()
                && error.codes
                        .toString()
                        .replaceAll("(?i)\\b(0+|200|20000|ok|success|null|none)\\b", "")
                        .isBlank();
        return nothing ? null : error;
    }

    /** Reads the body of a failed answer, or an event named {@code error}. */
    public static ProviderError of(byte[] bytes, int from, int length) {
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
            case "code", "type", "status", "error_code", "status_code" -> {
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

    /** What went wrong; UNAVAILABLE when it is not understood. */
    ModelFailure failure() {
        String code = codes.toString().toLowerCase(Locale.ROOT);
        String text = code + ' ' + reason().toLowerCase(Locale.ROOT);
        if (code.contains("rate_limit") || code.matches(".*\\b429\\b.*") || code.contains("insufficient_quota")) {
            return ModelFailure.of(Kind.RATE_LIMITED).retryAfter(retryAfter());
        }
        if (TOO_LONG.matcher(text).find() || LONG_STRING.matcher(text).find()) {
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

    /** How long the provider asks to wait, in words; null when it says nothing of it. */
    @Nullable
    Duration retryAfter() {
        Matcher wait = WAIT.matcher(reason().toLowerCase(Locale.ROOT));
        if (!wait.find()) {
            return null;
        }
        @Nullable String amount = wait.group(3);
        @Nullable String unit = wait.group(4);
        double seconds = amount == null ? 0 : Double.parseDouble(amount);
        boolean milliseconds = unit != null && unit.startsWith("m");
        Duration asked = Duration.ofHours(number(wait.group(1)))
                .plusMinutes(number(wait.group(2)))
                .plusMillis((long) Math.ceil(milliseconds ? seconds : seconds * 1_000));
        return asked.isZero() ? null : asked;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The provider's error text; empty when there is none. Must not be shown without {@link Redaction}. */
    String reason() {
        return words.toString().strip();
    }
}
