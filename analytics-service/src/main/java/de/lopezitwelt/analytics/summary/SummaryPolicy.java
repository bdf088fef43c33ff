package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;

/** Who sees which totals. */
final class SummaryPolicy {
    private SummaryPolicy() {}

    /** A conversation is its user's alone, its numbers too. */
    static boolean maySeeSession(Caller caller, String userId) {
        return caller.userId().equals(userId);
    }

    static boolean maySeeUser(Caller caller, String userId) {
        return caller.userId().equals(userId) || caller.holds(PlatformRole.ADMIN);
    }

    static boolean maySeeAgent(Caller caller, String createdBy) {
        return caller.userId().equals(createdBy) || caller.holds(PlatformRole.ADMIN);
    }
}
