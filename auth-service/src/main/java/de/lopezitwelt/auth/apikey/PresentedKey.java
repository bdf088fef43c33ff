package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.apikey.grant.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A presented key's row with the state of its owner.
 *
 * @param ownerIsMember whether the owner is known to belong to the key's organization; false for a key without one
 * @param organizationActive true for a key without an organization
 */
record PresentedKey(
        String id,
        Grant grant,
        byte @Nullable [] sealedGrant,
        boolean active,
        boolean ownerActive,
        boolean ownerIsMember,
        boolean organizationActive,
        Instant createdAt) {
    boolean isUsable(Instant now) {
        Instant expiresAt = grant.expiresAt();
        return active && ownerActive && organizationActive && (expiresAt == null || now.isBefore(expiresAt));
    }
}
