package de.lopezitwelt.auth.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credentials by their ids.
 *
 * @param signIns as access tokens name them ({@code sid})
 */
public record CredentialIds(
        @Size(max = MOST) @Nullable List<@NotNull String> apiKeys,
        @Size(max = MOST) @Nullable List<@NotNull String> signIns) {
    private static final int MOST = 1_000;

    List<String> keys() {
        return apiKeys == null ? List.of() : apiKeys;
    }

    List<String> signInIds() {
        return signIns == null ? List.of() : signIns;
    }
}
