package de.lopezitwelt.runtime.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.outbound.ApiKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How requests to a provider or a model differ from OpenAI's.
 *
 * @param streamOptions whether streams are asked for their usage with {@code stream_options}
 * @param alternatingTurns whether two messages of one role in a row are merged
 * @param tokenLimitField {@code max_tokens} or {@code max_completion_tokens}
 * @param headers by lower-case names, sent with every request
 * @param query sent with every request, by names
 * @param extraBody JSON merge patches (RFC 7396) for the settings of every request, in the order they apply
 * @param reasoning how a request says how much the model should think
 * @param passes which wishes of callers and agents are sent
 * @param promptCaching whether Anthropic's protocol marks what is to be cached
 * @param shortCallIds whether ids of tool calls have nine letters and digits
 */
public record Quirks(
        boolean streamOptions,
        SystemMessages systemMessages,
        boolean alternatingTurns,
        String tokenLimitField,
        Map<String, OwnValue> headers,
        Map<String, OwnValue> query,
        List<JsonNode> extraBody,
        ReasoningForm reasoning,
        Set<Passed> passes,
        boolean promptCaching,
        boolean shortCallIds) {

    public static final String MAX_TOKENS = "max_tokens";
    public static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** Fields that the platform sets: they are the request itself, or limit its cost. */
    private static final Set<String> OURS = Set.of(
            "model",
            "messages",
            "system",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "functions",
            "function_call",
            "response_format",
            "n",
            MAX_TOKENS,
            MAX_COMPLETION_TOKENS);

    /** The requests of OpenAI's protocol. */
    public static final Quirks NONE =
            new Quirks(true, SystemMessages.MANY, false, MAX_TOKENS, Map.of(), Map.of(), List.of());

    public Quirks {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        extraBody = List.copyOf(extraBody);
        passes = Set.copyOf(passes);
    }

    public Quirks(
            boolean streamOptions,
            SystemMessages systemMessages,
            boolean alternatingTurns,
            String tokenLimitField,
            Map<String, OwnValue> headers,
            Map<String, OwnValue> query,
            List<JsonNode> extraBody) {
        this(
                streamOptions,
                systemMessages,
                alternatingTurns,
                tokenLimitField,
                headers,
                query,
                extraBody,
                ReasoningForm.NONE,
                Set.of(),
                false,
                false);
    }

    /** Whether the platform sets this field of a request itself. */
    static boolean isOurs(String field) {
        return OURS.contains(field);
    }

    /** The patches for a request's settings, the caller's before the operator's, which win. */
    public List<JsonNode> bodyPatches(Sampling.Extras wanted) {
        if (!passes.contains(Passed.EXTRA_BODY) || !(wanted.body() instanceof ObjectNode body)) {
            return extraBody;
        }
        List<JsonNode> patches = new ArrayList<>();
        patches.add(body.deepCopy().without(OURS));
        patches.addAll(extraBody);
        return patches;
    }

    /**
     * Passes the caller's headers on; they replace none of the platform or the operator.
     *
     * @param keyHeader the header that the provider's key goes into, lower case
     */
    public void putHeaders(Sampling.Extras wanted, String keyHeader, BiConsumer<String, String> header) {
        if (passes.contains(Passed.EXTRA_HEADERS)) {
            wanted.headers().forEach((name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (OwnValuesReader.mayBeSet(lower) && !lower.equals(keyHeader) && !headers.containsKey(lower)) {
                    header.accept(lower, value);
                }
            });
        }
    }

    /** The wish if it is sent to this provider; else null. */
    public <T> @Nullable T passed(Passed kind, @Nullable T wish) {
        return passes.contains(kind) ? wish : null;
    }

    /** The messages of a prompt in the form that the model accepts. */
    public List<PromptMessage> shaped(List<PromptMessage> prompt) {
        return new Turns(this).shaped(prompt);
    }

    /** Passes the headers to the code that puts them on the wire. */
    public void putHeaders(BiConsumer<String, String> header) {
        headers.forEach((name, value) -> value.text().reveal(text -> header.accept(name, text)));
    }

    /** The query with its question mark; empty when there is none. For the wire only, since it may hold secrets. */
    public String queryString() {
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> value.text()
                .reveal(plain -> text.append(text.isEmpty() ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(plain))));
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The secrets that must stay hidden when a provider quotes a request. */
    public List<ApiKey> secrets() {
        return Stream.concat(headers.values().stream(), query.values().stream())
                .filter(OwnValue::secret)
                .map(OwnValue::text)
                .toList();
    }
}
