package de.lopezitwelt.analytics.audit.chain;

/**
 * The end of a chain.
 *
 * @param chain the Kafka partition that its rows come from
 * @param position of the last row, from 1; 0 for a chain without rows
 */
public record AuditHead(int chain, long position, Digest link) {
    public static AuditHead start(int chain) {
        return new AuditHead(chain, 0, Digest.NONE);
    }

    public AuditHead append(AuditEntry entry) {
        return new AuditHead(chain, position + 1, AuditChain.link(link, entry));
    }
}
