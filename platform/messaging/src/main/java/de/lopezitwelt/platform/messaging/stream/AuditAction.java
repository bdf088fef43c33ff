package de.lopezitwelt.platform.messaging.stream;

/** What happened to the audited row; upper case on the wire, as in the table. */
public enum AuditAction {
    INSERT,
    UPDATE,
    DELETE
}
