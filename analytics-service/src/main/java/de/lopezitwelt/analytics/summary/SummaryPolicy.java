package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;

/** Decides who may see which totals. */
final class SummaryPolicy {
    private SummaryPolicy() {}

    /** Only the user of a session may see it, and its numbers too. */
    static boolean maySeeSession(Caller caller, OwnedSession session) {
        return caller.userId().equals(session.userId()) && caller.reaches(session.organizationId());
    }

    /** A person's totals are over everything the person does, for whatever organization: personal. */
    static boolean maySeeUser(Caller caller, String userId) {
        return caller.reaches(null) && caller.userId().equals(userId) || caller.holds(PlatformRole.ADMIN);
    }

    /** An agent's totals are over everybody who used it: its creator's as a person, also where an organization shares it. */
    static boolean maySeeAgent(Caller caller, String createdBy) {
        return caller.reaches(null) && caller.userId().equals(createdBy) || caller.holds(PlatformRole.ADMIN);
    }
}
