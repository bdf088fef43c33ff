package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Whom an invitation is for: exactly one of both is given. @param email in its one form */
record Invitee(@Nullable String email, @Nullable String userId) {
    /** @throws ProblemException 400 naming what is missing or wrong */
    static Invitee of(InviteRequest request) {
        String email = request.email();
        if ((email == null) == (request.userId() == null)) {
            throw ProblemException.invalid("email", "exactly one of email and user_id is needed");
        }
        return email == null
                ? new Invitee(null, String.valueOf(request.userId()))
                : new Invitee(EmailAddress.require("email", email).normalised(), null);
    }

    String key() {
        return email == null ? "user:" + userId : "email:" + email;
    }
}
