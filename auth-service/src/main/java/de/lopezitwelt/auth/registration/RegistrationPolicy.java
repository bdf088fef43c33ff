package de.lopezitwelt.auth.registration;

/** Who may create an account. */
public enum RegistrationPolicy {
    OPEN,
    CLOSED;

    /** @param platformIsEmpty nobody has an account yet: without the first one nobody could administer the platform */
    boolean admits(boolean platformIsEmpty) {
        return this == OPEN || platformIsEmpty;
    }
}
