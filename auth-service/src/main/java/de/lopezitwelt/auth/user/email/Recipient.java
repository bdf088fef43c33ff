package de.lopezitwelt.auth.user.email;

import org.jspecify.annotations.Nullable;

/**
 * A user as far as mail to him goes.
 *
 * @param language what his profile's {@code preferences.language} says, unchecked
 */
public record Recipient(
        String userId,
        String email,
        boolean active,
        boolean emailVerified,
        @Nullable String language) {
    @Override
    public String toString() {
        return "Recipient " + userId;
    }
}
