package de.lopezitwelt.platform.messaging.ledger;

/** Another member of the group has moved the offset: what this one holds is not its to fold any more. */
public final class StaleOffsetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StaleOffsetException(String group) {
        super("group " + group + ": another member has moved the offset");
    }
}
