package de.lopezitwelt.auth.token.access;

/** How strongly a user has proved their identity (NIST SP 800-63B-4); {@code acr} of the token. */
public enum Assurance {
    /** One factor. */
    AAL1,
    /** Two factors. */
    AAL2;

    String claim() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
