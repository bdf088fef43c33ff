package de.lopezitwelt.platform.messaging.lease;

/** Another owner holds the lease now; the current work must not be committed. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LeaseLostException(Lease lease) {
        super("lease " + lease.name() + " of epoch " + lease.epoch() + " is lost");
    }
}
