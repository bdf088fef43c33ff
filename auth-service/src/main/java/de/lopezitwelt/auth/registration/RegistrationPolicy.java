package de.lopezitwelt.auth.registration;

/** Who may create an account. */
public enum RegistrationPolicy {
    OPEN,
    INVITE,
    CLOSED;

    /**
     * @param invited an invitation for this e-mail is at hand
     * @param firstAdministrator the account becomes the first administrator of a platform for trials
     */
    boolean admits(boolean invited, boolean firstAdministrator) {
        return firstAdministrator || this == OPEN || this == INVITE && invited;
    }
}
