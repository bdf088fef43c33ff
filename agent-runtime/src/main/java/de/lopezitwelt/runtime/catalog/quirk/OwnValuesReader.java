package de.lopezitwelt.runtime.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.outbound.ApiKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the operator's own headers and query parameters for model providers and tool servers. */
public final class OwnValuesReader {

    private static final String AUTHORIZATION = "authorization";
    private static final int MOST = 32;
    private static final int LONGEST = 4_096;

    /** Headers that the connection, the body or the platform decides. */
    private static final Set<String> RESERVED = Set.of(
            AUTHORIZATION,
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
            "mcp-protocol-version",
            "mcp-session-id",
            "traceparent");

    private final CatalogNode node;
    private final KeyReader keys;
    private final @Nullable String keyHeader;

    /**
     * Reads those of one entry.
     *
     * @param keyHeader the header that the entry's key goes into, lower case; null for an entry without a key, which may bring an
     *     Authorization of its own
     */
    public OwnValuesReader(CatalogNode node, KeyReader keys, @Nullable String keyHeader) {
        this.node = node;
        this.keys = keys;
        this.keyHeader = keyHeader;
    }

    /** Whether a header of this name, in lower case, may be set beside ours. */
    static boolean mayBeSet(String name) {
        return isToken(name) && !RESERVED.contains(name) && !name.equals("cookie") && !name.equals("user-agent");
    }

    /** Whether a header of this name, in lower case, may carry a key. */
    static boolean mayCarryAKey(String name) {
        return isToken(name) && (!RESERVED.contains(name) || name.equals(AUTHORIZATION));
    }

    /** The headers by lower-case names. @param base the headers when the entry has none */
    public Map<String, OwnValue> headers(Map<String, OwnValue> base) {
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
            } else if (RESERVED.contains(lower) && (keyHeader != null || !lower.equals(AUTHORIZATION))) {
                own.problem(name, "is set by the platform");
            } else {
                put(headers, lower, own, name, true);
            }
        }
        return limited("headers", headers);
    }

    Map<String, OwnValue> query(Map<String, OwnValue> base) {
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

    /** Adds a value; a null removes the value of that name. */
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

    /** The object under the key; null when there is none, or another value, which is recorded. */
    @Nullable
    CatalogNode object(String key) {
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
