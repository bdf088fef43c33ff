package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.apikey.grant.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A presented key's row with the state of its owner.
 *
 * @param ownerIsMember whether the owner is known to belong to the key's organization; false for a key without one
 */
record PresentedKey(
        String id,
        Grant grant,
        byte @Nullable [] sealedGrant,
        boolean active,
        boolean ownerActive,
        boolean ownerIsMember,
        Instant createdAt) {
    boolean isUsable(Instant now) {
        Instant expiresAt = grant.expiresAt();
        return active && ownerActive && (expiresAt == null || now.isBefore(expiresAt));
    }
}
