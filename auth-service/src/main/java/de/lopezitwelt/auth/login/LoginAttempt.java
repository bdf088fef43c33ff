package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.Origin;

/** Somebody wants to sign in as the user of an e-mail. */
public record LoginAttempt(EmailAddress email, Origin origin, ThrottleSubject subject) {
    public static LoginAttempt of(EmailAddress email, Origin origin) {
        return new LoginAttempt(email, origin, ThrottleSubject.of(email.normalised(), origin.ipAddress()));
    }
}
