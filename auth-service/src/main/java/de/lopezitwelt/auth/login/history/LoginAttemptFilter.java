package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.ClientAddress;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which attempts an administrator looks for. */
record LoginAttemptFilter(
        @Nullable String email,
        @Nullable String ipAddress,
        @Nullable Boolean success) {
    static LoginAttemptFilter of(@Nullable String email, @Nullable String ipAddress, @Nullable String success) {
        if (ipAddress != null && !ClientAddress.isAddress(ipAddress)) {
            throw ProblemException.invalid("ip_address", "is not an address");
        }
        return new LoginAttemptFilter(
                email == null ? null : EmailAddress.require("email", email).normalised(), ipAddress, success(success));
    }

    private static @Nullable Boolean success(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("success", "must be true or false");
        };
    }
}
