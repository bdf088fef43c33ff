package de.lopezitwelt.platform.messaging.ledger;

/** Another member of the group has moved the offset, so this member may no longer fold what it holds. */
public final class StaleOffsetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StaleOffsetException(String group) {
        super("group " + group + ": another member has moved the offset");
    }
}
