package de.lopezitwelt.platform.messaging.kafka;

/** A topic has more partitions than the configuration says: the service would write to some of them only. */
final class FewerPartitionsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FewerPartitionsException(String message) {
        super(message);
    }
}
