package de.lopezitwelt.auth.registration;

import de.lopezitwelt.kernel.email.EmailAddress;
import org.jspecify.annotations.Nullable;

/** The data of a registration. */
record Registration(
        EmailAddress email,
        String password,
        String name,
        @Nullable String invitation,
        @Nullable String acceptLanguage) {
    @Override
    public String toString() {
        return "Registration";
    }
}
