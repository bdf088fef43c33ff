package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import org.jspecify.annotations.Nullable;

/** Decides who may see which totals. */
final class SummaryPolicy {
    private SummaryPolicy() {}

    /** The user of a session sees it, and its numbers too. */
    static boolean isOwn(Caller caller, OwnedSession session) {
        return caller.userId().equals(session.userId()) && caller.reaches(session.organizationId());
    }

    /** Members with {@code analytics.read} see the numbers of their organization's sessions. */
    static boolean mayOversee(@Nullable MembershipState membership) {
        return membership != null && membership.holds(Permission.ANALYTICS_READ);
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
