package de.lopezitwelt.auth.token.rotation;

import java.time.Duration;
import java.time.Instant;

/** Refresh token rotation with reuse detection (RFC 9700 §4.14.2). */
public final class RotationPolicy {
    private final Duration grace;
    private final Duration idle;
    private final Duration absolute;

    /**
     * @param grace how long the immediate predecessor still returns the successor
     * @param idle life of one token
     * @param absolute life of a family, however often it is refreshed
     */
    RotationPolicy(Duration grace, Duration idle, Duration absolute) {
        this.grace = grace;
        this.idle = idle;
        this.absolute = absolute;
    }

    public RotationDecision decide(RefreshToken token, Instant now) {
        if (token.revoked() || token.familyRevoked() || !now.isBefore(token.familyExpiresAt())) {
            return RotationDecision.REFUSE;
        }
        if (token.generation() == token.familyGeneration()) {
            return now.isBefore(token.expiresAt()) ? RotationDecision.ROTATE : RotationDecision.REFUSE;
        }
        boolean immediatePredecessor = token.generation() == token.familyGeneration() - 1;
        Instant rotatedAt = token.familyRotatedAt();
        if (immediatePredecessor && rotatedAt != null && now.isBefore(rotatedAt.plus(grace))) {
            return RotationDecision.REPEAT;
        }
        return RotationDecision.REVOKE_FAMILY;
    }

    public Instant familyExpiry(Instant now) {
        return now.plus(absolute);
    }

    public Instant tokenExpiry(Instant now, Instant familyExpiresAt) {
        Instant idleEnd = now.plus(idle);
        return idleEnd.isBefore(familyExpiresAt) ? idleEnd : familyExpiresAt;
    }
}
