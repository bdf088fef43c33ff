package de.lopezitwelt.runtime.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.outbound.ApiKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the quirks of a provider, or those of a model, which differ from its provider's. */
public final class QuirksReader {

    /** The keys that may stand in the entry of a provider or a model. */
    public static final List<String> KEYS = List.of(
            "stream_options",
            "system_messages",
            "alternating_turns",
            "token_limit_field",
            "headers",
            "query",
            "extra_body");

    private static final int MOST = 32;
    private static final int LONGEST = 4_096;
    private static final int LARGEST_BODY = 16 * 1024;

    /** Headers that the connection, the body or the platform decides. */
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "proxy-authorization",
            "proxy-authenticate",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "accept",
            "accept-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings",
            "traceparent");

    /** What is asked of the model, or limits what it costs. */
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
            Quirks.MAX_TOKENS,
            Quirks.MAX_COMPLETION_TOKENS);

    private final CatalogNode node;
    private final KeyReader keys;
    private final String keyHeader;

    /** @param keyHeader the header that the provider's key goes into, lower case */
    public QuirksReader(CatalogNode node, KeyReader keys, String keyHeader) {
        this.node = node;
        this.keys = keys;
        this.keyHeader = keyHeader;
    }

    /**
     * The header for the provider's key, lower case.
     *
     * @param usual when the entry names none
     */
    public static String keyHeader(CatalogNode node, String usual) {
        String name = node.optionalText("key_header");
        if (name == null) {
            return usual;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!isToken(name) || RESERVED.contains(lower) && !lower.equals("authorization")) {
            node.problem("key_header", "must be a header that may carry a key, not " + node.shown("key_header"));
            return usual;
        }
        return lower;
    }

    /** @param base what holds where the entry says nothing */
    public Quirks read(Quirks base) {
        String system = node.choice("system_messages", base.systemMessages().wireName(), SystemMessages.wireNames());
        return new Quirks(
                node.flag("stream_options", base.streamOptions()),
                SystemMessages.valueOf(system.toUpperCase(Locale.ROOT)),
                node.flag("alternating_turns", base.alternatingTurns()),
                node.choice(
                        "token_limit_field", base.tokenLimitField(), Quirks.MAX_TOKENS, Quirks.MAX_COMPLETION_TOKENS),
                headers(base.headers()),
                query(base.query()),
                extraBody(base.extraBody()));
    }

    private Map<String, OwnValue> headers(Map<String, OwnValue> base) {
        Map<String, OwnValue> headers = new LinkedHashMap<>(base);
        CatalogNode own = object("headers");
        if (own == null) {
            return headers;
        }
        for (String name : own.keys()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isToken(name)) {
                own.problem(name, "is not the name of a header");
            } else if (lower.equals(keyHeader)) {
                own.problem(name, "is set by api_key");
            } else if (RESERVED.contains(lower)) {
                own.problem(name, "is set by the platform");
            } else {
                put(headers, lower, own, name, true);
            }
        }
        return limited("headers", headers);
    }

    private Map<String, OwnValue> query(Map<String, OwnValue> base) {
        Map<String, OwnValue> query = new LinkedHashMap<>(base);
        CatalogNode own = object("query");
        if (own == null) {
            return query;
        }
        for (String name : own.keys()) {
            put(query, name, own, name, false);
        }
        return limited("query", query);
    }

    private Map<String, OwnValue> limited(String key, Map<String, OwnValue> values) {
        if (values.size() > MOST) {
            node.problem(key, "must have at most " + MOST + " entries, not " + values.size());
        }
        return values;
    }

    /** Adds a value, or takes away what a null stands for. */
    private void put(Map<String, OwnValue> values, String name, CatalogNode own, String key, boolean ascii) {
        JsonNode value = own.value(key);
        if (value == null) {
            values.remove(name);
            return;
        }
        boolean secret = value.isObject();
        String text = secret ? keys.secret(own, key) : own.optionalText(key);
        if (text == null) {
            return;
        }
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c == 0x7f || ascii && c > 0x7f)) {
            own.problem(
                    key,
                    "must be at most " + LONGEST + (ascii ? " printable ASCII characters" : " printable characters"));
            return;
        }
        values.put(name, new OwnValue(new ApiKey(text), secret));
    }

    private List<JsonNode> extraBody(List<JsonNode> base) {
        CatalogNode own = object("extra_body");
        JsonNode value = node.value("extra_body");
        if (own == null || value == null) {
            return base;
        }
        for (String name : own.keys()) {
            if (OURS.contains(name)) {
                own.problem(name, "is set by the platform");
            }
        }
        if (value.toString().length() > LARGEST_BODY) {
            node.problem("extra_body", "must be at most " + LARGEST_BODY + " characters of JSON");
        }
        List<JsonNode> patches = new ArrayList<>(base);
        patches.add(value);
        return patches;
    }

    private @Nullable CatalogNode object(String key) {
        JsonNode value = node.value(key);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            node.problem(key, "must be an object");
            return null;
        }
        return node.child(key);
    }

    private static boolean isToken(String name) {
        return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    }
}
