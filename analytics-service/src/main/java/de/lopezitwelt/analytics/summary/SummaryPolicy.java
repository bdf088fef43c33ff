package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;

/** Decides who may see which totals. */
final class SummaryPolicy {
    private SummaryPolicy() {}

    /** Only the user of a session may see it, and its numbers too. */
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
