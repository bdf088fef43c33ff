package de.lopezitwelt.auth.user.record;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;

/**
 * An account that is to be created.
 *
 * @param passwordHash the stored form, or {@link #NO_PASSWORD}
 * @param role unless it becomes the first administrator
 * @param emailVerified whether it has been shown already that the e-mail is the user's
 */
public record NewAccount(EmailAddress email, String passwordHash, String name, UserRole role, boolean emailVerified) {
    /** No password matches it: for people who sign in elsewhere. */
    public static final String NO_PASSWORD = "none";

    @Override
    public String toString() {
        return "NewAccount";
    }
}
