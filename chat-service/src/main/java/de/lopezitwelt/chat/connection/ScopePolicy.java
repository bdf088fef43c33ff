package de.lopezitwelt.chat.connection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scopes of foreign servers (RFC 6749 §3.3). Malformed ones are left out, and those beyond the column's length. */
final class ScopePolicy {
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final int LONGEST = 2_000;

    private ScopePolicy() {}

    /** Each scope once, separated by spaces; null when there are none. */
    static @Nullable String joined(@Nullable String one, @Nullable String other) {
        Set<String> scopes = new LinkedHashSet<>();
        int length = 0;
        for (String scope : List.of(((one == null ? "" : one) + " " + (other == null ? "" : other)).split(" "))) {
            if (SCOPE.matcher(scope).matches() && length + scope.length() < LONGEST && scopes.add(scope)) {
                length += scope.length() + 1;
            }
        }
        return scopes.isEmpty() ? null : String.join(" ", scopes);
    }
}
