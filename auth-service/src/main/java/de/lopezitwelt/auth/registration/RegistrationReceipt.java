package de.lopezitwelt.auth.registration;

import de.lopezitwelt.kernel.email.EmailAddress;

/**
 * The answer to every registration where e-mails have to be verified.
 *
 * @param email as it was understood
 * @param next what to do now: {@code verify-email}, with the link of the mail
 */
record RegistrationReceipt(String email, String next) {
    static RegistrationReceipt of(EmailAddress email) {
        return new RegistrationReceipt(email.normalised(), "verify-email");
    }
}
