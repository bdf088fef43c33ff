package de.lopezitwelt.auth.apikey.grant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a key may do, as it is sealed. An attacker who can write to the table can neither widen
 * nor prolong a key, nor move it to another user.
 *
 * @param permissions sorted scopes
 */
public record Grant(
        String userId,
        @Nullable String organizationId,
        List<String> permissions,
        @Nullable Instant expiresAt) {
    public Grant {
        permissions = permissions.stream().distinct().sorted().toList();
    }

    /** The same grant, ending at this time or before. */
    public Grant until(Instant time) {
        Instant end = expiresAt == null || time.isBefore(expiresAt) ? time : expiresAt;
        return new Grant(userId, organizationId, permissions, end.truncatedTo(ChronoUnit.MILLIS));
    }
}
