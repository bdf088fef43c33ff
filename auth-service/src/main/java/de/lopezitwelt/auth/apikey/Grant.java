package de.lopezitwelt.auth.apikey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a key is worth, as it is sealed: who can write to the table can neither widen nor prolong a key, nor move it
 * to another user.
 *
 * @param permissions sorted scopes
 */
record Grant(
        String userId,
        @Nullable String organizationId,
        List<String> permissions,
        @Nullable Instant expiresAt) {
    Grant {
        permissions = permissions.stream().distinct().sorted().toList();
    }
}
