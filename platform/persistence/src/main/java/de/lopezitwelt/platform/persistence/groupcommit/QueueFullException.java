package de.lopezitwelt.platform.persistence.groupcommit;

/** More writes are waiting than can be written in a reasonable time; the caller should retry later. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueFullException() {
        super("write queue is full", null, false, false);
    }
}
