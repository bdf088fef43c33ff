package de.lopezitwelt.auth.verification;

/** What the operator may keep from users whose e-mail is not verified. */
public enum UnverifiedAction {
    /** Signing in by password. */
    SIGN_IN,
    /** Making API keys. */
    API_KEYS
}
