package de.lopezitwelt.analytics.audit.chain;

import de.lopezitwelt.analytics.audit.chain.PersonalPart.Kind;
import org.jspecify.annotations.Nullable;

/** Follows a chain and remembers its first break. */
public final class ChainCheck {
    private final AuditHead end;
    private AuditHead reached;
    private @Nullable Long brokenAt;

    /** @param end the end of the chain according to its head row */
    public ChainCheck(AuditHead end) {
        this.end = end;
        this.reached = AuditHead.start(end.chain());
    }

    public long position() {
        return reached.position();
    }

    /** @param sealsHold whether the activities that the entry seals are unchanged */
    public void next(StoredEntry stored, boolean sealsHold) {
        AuditHead recorded = stored.linked().head();
        AuditHead expected = reached.append(stored.linked().entry());
        boolean whole = sealsHold
                && expected.equals(recorded)
                && stored.parts().stream().allMatch(part -> matches(stored, part));
        if (!whole && brokenAt == null) {
            brokenAt = expected.position();
        }
        reached = recorded;
    }

    public ChainReport report() {
        if (brokenAt == null && !reached.equals(end)) {
            brokenAt = reached.position() + 1;
        }
        return new ChainReport(end.chain(), reached.position(), end.link().toString(), brokenAt == null, brokenAt);
    }

    private static boolean matches(StoredEntry stored, PersonalPart part) {
        AuditEntry entry = stored.linked().entry();
        return part.digest().equals(part.kind() == Kind.ORIGIN ? entry.originDigest() : entry.valuesDigest());
    }
}
