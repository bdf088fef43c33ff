package de.lopezitwelt.auth.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A presented key's row with the state of its owner. */
record PresentedKey(
        String id, Grant grant, byte @Nullable [] sealedGrant, boolean active, boolean ownerActive, Instant createdAt) {
    boolean isUsable(Instant now) {
        Instant expiresAt = grant.expiresAt();
        return active && ownerActive && (expiresAt == null || now.isBefore(expiresAt));
    }
}
