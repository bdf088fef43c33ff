package de.lopezitwelt.auth.token.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a presented refresh token, with its family and user.
 *
 * @param generation 0 for the token from a login, then +1 for each rotation
 * @param familyGeneration generation of the family's newest token
 * @param familyRotatedAt when the newest token replaced its predecessor; null before the first rotation
 */
public record RefreshToken(
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
