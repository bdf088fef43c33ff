package de.lopezitwelt.runtime.mcp.oauth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The demand to sign in, from a server's {@code WWW-Authenticate} (RFC 6750 §3, RFC 9728 §5.1).
 *
 * @param resourceMetadata the address of the server's metadata
 * @param scope the rights that the request needs, separated by spaces
 */
public record Challenge(
        @Nullable String resourceMetadata,
        @Nullable String scope,
        @Nullable String error) {

    public static final Challenge NONE = new Challenge(null, null, null);

    /** Quoted values are read as a whole, so that no text within them counts as a parameter. */
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    public static Challenge of(String header) {
        Map<String, String> found = new HashMap<>();
        Matcher parameters = PARAMETER.matcher(header);
        while (parameters.find()) {
            String value = parameters.group(2) == null
                    ? parameters.group(3)
                    : parameters.group(2).replaceAll("\\\\(.)", "$1");
            found.putIfAbsent(parameters.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new Challenge(found.get("resource_metadata"), found.get("scope"), found.get("error"));
    }

    /** Whether the token is valid but lacks a right (RFC 6750 §3.1). */
    public boolean lacksScope() {
        return "insufficient_scope".equals(error);
    }
}
