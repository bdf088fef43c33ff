package de.lopezitwelt.auth.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A presented refresh token's row, with what is known of its family and user.
 *
 * @param generation 0 for the token a login gave, +1 per rotation
 * @param familyGeneration generation of the family's newest token
 * @param familyRotatedAt when the newest token took over; null before the first rotation
 */
record RefreshToken(
        String id,
        String familyId,
        String userId,
        int generation,
        Instant expiresAt,
        boolean revoked,
        int familyGeneration,
        @Nullable Instant familyRotatedAt,
        Instant familyExpiresAt,
        boolean familyRevoked) {}
