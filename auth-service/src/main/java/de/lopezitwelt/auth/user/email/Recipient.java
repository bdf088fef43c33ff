package de.lopezitwelt.auth.user.email;

import org.jspecify.annotations.Nullable;

/**
 * A user as a recipient of mail.
 *
 * @param language {@code preferences.language} of the user's profile, unchecked
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
