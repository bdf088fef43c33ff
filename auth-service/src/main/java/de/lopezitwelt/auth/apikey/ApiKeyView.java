package de.lopezitwelt.auth.apikey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it, without the secret.
 *
 * @param hint its first characters
 * @param replacedBy the key that was rotated in for it
 */
record ApiKeyView(
        String id,
        String name,
        String hint,
        List<String> scopes,
        @Nullable String organizationId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String replacedBy,
        @JsonIgnore long version) {}
