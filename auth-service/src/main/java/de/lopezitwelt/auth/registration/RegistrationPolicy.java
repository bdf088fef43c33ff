package de.lopezitwelt.auth.registration;

/** Who may create an account. */
public enum RegistrationPolicy {
    OPEN,
    INVITE,
    CLOSED;

    /**
     * @param invited an invitation for this e-mail is at hand
     * @param platformIsEmpty nobody has an account yet: without the first one nobody could administer the platform
     */
    boolean admits(boolean invited, boolean platformIsEmpty) {
        return platformIsEmpty || this == OPEN || this == INVITE && invited;
    }
}
