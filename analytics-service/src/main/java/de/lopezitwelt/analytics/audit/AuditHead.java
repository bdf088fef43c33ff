package de.lopezitwelt.analytics.audit;

/**
 * The end of a chain.
 *
 * @param chain the Kafka partition its rows come from
 * @param position of the last row, from 1; 0 for a chain without rows
 */
record AuditHead(int chain, long position, Digest link) {
    static AuditHead start(int chain) {
        return new AuditHead(chain, 0, Digest.NONE);
    }

    AuditHead append(AuditEntry entry) {
        return new AuditHead(chain, position + 1, AuditChain.link(link, entry));
    }
}
