package de.lopezitwelt.auth;

import de.lopezitwelt.platform.web.problem.EnumProblem;

/** What can go wrong with identity, as clients tell it apart. */
public enum AuthProblem implements EnumProblem {
    INVALID_CREDENTIALS("E-mail or password is wrong", 401),
    INVALID_CLIENT("The service is unknown or its secret is wrong", 401),
    INVALID_REFRESH_TOKEN("The refresh token is not valid", 401),
    INVALID_CHALLENGE("The sign-in has expired or was completed; start again with the password", 401),
    INVALID_CODE("The code is wrong or was used before", 401),
    STEP_UP_REQUIRED("The action needs a fresh proof of who is asking", 401),
    ACCOUNT_INACTIVE("The account is deactivated", 403),
    EMAIL_NOT_VERIFIED("The e-mail has to be verified first", 403),
    EXTERNAL_SIGN_IN_FAILED("The sign-in through the provider did not work", 401),
    INVALID_LINK("The link is not valid, or not any more", 400),
    INVALID_INVITATION("The invitation is not valid, or not for this e-mail", 403),
    REGISTRATION_CLOSED("Registration is closed", 403),
    EMAIL_TAKEN("The e-mail is registered already", 409),
    LAST_ADMINISTRATOR("The last active administrator cannot be removed", 409),
    ERASURE_REFUSED("The account cannot be erased yet", 409),
    TOTP_ENABLED("An authenticator is in use already", 409),
    TOTP_NOT_ENROLLED("No authenticator is enrolled", 409),
    TOO_MANY_API_KEYS("The user has as many API keys as are allowed", 409),
    TOO_MANY_ATTEMPTS("Too many failed attempts", 429);

    private final Description description;

    AuthProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
