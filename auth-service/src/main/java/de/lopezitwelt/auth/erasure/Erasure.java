package de.lopezitwelt.auth.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to forget a user.
 *
 * @param userId null after the user was erased
 * @param wasActive the user's state, which a refusal restores
 */
public record Erasure(
        String id,
        @Nullable String userId,
        ErasureStatus status,
        boolean wasActive,
        Instant requestedAt,
        @Nullable Instant endedAt) {}
