package de.lopezitwelt.analytics.audit.chain;

import java.time.temporal.ChronoUnit;

/** Each link is the hash of its row and of the link before it, so a row that is changed, left out or inserted shows. */
final class AuditChain {
    private AuditChain() {}

    static Digest link(Digest previous, AuditEntry entry) {
        return Digest.over(
                previous.bytes(),
                CanonicalJson.ofMembers(
                        entry.id(),
                        entry.eventType(),
                        entry.tableName(),
                        entry.recordId(),
                        entry.action(),
                        entry.userId(),
                        entry.actor(),
                        entry.createdAt().truncatedTo(ChronoUnit.MICROS).toString(),
                        entry.oldValues(),
                        entry.newValues(),
                        entry.originDigest().toString(),
                        entry.valuesDigest().toString()));
    }
}
