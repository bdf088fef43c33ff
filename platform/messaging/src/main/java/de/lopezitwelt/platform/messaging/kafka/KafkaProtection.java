package de.lopezitwelt.platform.messaging.kafka;

/** How a service and the brokers prove to each other who they are. */
public enum KafkaProtection {
    /** Not at all, and nothing is encrypted. */
    PLAINTEXT,
    /** Encrypted; the brokers by certificate, the service by one of its own if it has one (mutual TLS). */
    TLS,
    /** Encrypted; the brokers by certificate, the service by user name and password (SCRAM-SHA-512). */
    SCRAM
}
