package de.lopezitwelt.auth.password;

import org.jspecify.annotations.Nullable;

/**
 * @param renewedHash to be stored in place of an outdated one; null when the stored one is up to date
 */
public record PasswordCheck(boolean matches, @Nullable String renewedHash) {
    @Override
    public String toString() {
        return "PasswordCheck[matches=" + matches + "]";
    }
}
