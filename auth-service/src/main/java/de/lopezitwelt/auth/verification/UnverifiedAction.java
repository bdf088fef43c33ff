package de.lopezitwelt.auth.verification;

/** Actions that the operator may forbid to users with an unverified e-mail address. */
public enum UnverifiedAction {
    /** Sign-in with a password. */
    SIGN_IN,
    /** Creating API keys. */
    API_KEYS
}
