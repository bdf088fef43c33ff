package de.lopezitwelt.auth.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device on which a user is signed in.
 *
 * @param current whether the request came from it
 * @param lastUsedAt its last refresh, or the sign-in
 */
record DeviceView(
        String id,
        boolean current,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {
    static DeviceView of(Device device, @Nullable String currentId) {
        return new DeviceView(
                device.id(),
                device.id().equals(currentId),
                device.ipAddress(),
                device.userAgent(),
                device.createdAt(),
                device.lastUsedAt(),
                device.expiresAt());
    }
}
