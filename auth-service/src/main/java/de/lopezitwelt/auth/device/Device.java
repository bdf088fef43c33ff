package de.lopezitwelt.auth.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in.
 *
 * @param ipAddress where it began
 */
record Device(
        String id,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {}
