package de.lopezitwelt.agent.agent;

import de.lopezitwelt.agent.AgentProblem;
import de.lopezitwelt.agent.membership.Membership;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Who may see, manage and share agents. */
public final class AgentPolicy {
    private AgentPolicy() {}

    /** What a caller may do with an agent; each includes the ones before it. */
    public enum Access {
        NONE,
        /**
         * Sees and uses it, without its configuration: the people it is shared with, and members whose organization
         * licensed it.
         */
        SEE,
        /** Sees and changes its configuration. */
        MANAGE,
        /** Decides who sees it, and deletes it. */
        OWN;

        boolean includes(Access other) {
            return compareTo(other) >= 0;
        }
    }

    /**
     * @param organizationId the agent's
     * @param membership the caller's in the agent's organization; null for none
     */
    static Access access(
            String createdBy,
            AgentVisibility visibility,
            @Nullable String organizationId,
            Caller caller,
            @Nullable Membership membership) {
        if (caller.reaches(organizationId)) {
            if (createdBy.equals(caller.userId()) || caller.holds(PlatformRole.ADMIN)) {
                return Access.OWN;
            }
            if (visibility == AgentVisibility.ORGANIZATION && membership != null) {
                if (membership.mayManage()) {
                    return Access.MANAGE;
                }
                if (membership.mayRead()) {
                    return Access.SEE;
                }
            }
        }
        boolean seesAll = visibility == AgentVisibility.PUBLIC || caller.holds(PlatformRole.MODERATOR);
        return seesAll ? Access.SEE : Access.NONE;
    }

    /** @throws ProblemException 404 when the caller may not even see it, 403 when the caller may not do this */
    static void require(Access actual, Access wanted) {
        if (actual == Access.NONE) {
            throw ProblemException.notFound();
        }
        if (!actual.includes(wanted)) {
            throw ProblemException.forbidden(
                    wanted == Access.OWN
                            ? "Only who created the agent may do this"
                            : "Only who manages the agent may do this");
        }
    }

    /**
     * @param membership the caller's in the organization named; null for none
     * @throws ProblemException 400 naming {@code organization_id}, or {@code visibility} for a key of an organization, whose
     *     agents are its organization's
     */
    static void ensureShareable(
            AgentVisibility visibility,
            @Nullable String organizationId,
            Caller caller,
            @Nullable Membership membership) {
        if (visibility != AgentVisibility.ORGANIZATION && !caller.reaches(null)) {
            throw ProblemException.invalid("visibility", "must be organization for a key of an organization");
        }
        if (visibility != AgentVisibility.ORGANIZATION) {
            if (organizationId != null) {
                throw ProblemException.invalid("organization_id", "belongs to visibility organization only");
            }
            return;
        }
        if (organizationId == null) {
            throw ProblemException.invalid("organization_id", "is required with visibility organization");
        }
        if (membership == null || !membership.mayShare() || !caller.reaches(organizationId)) {
            throw ProblemException.invalid("organization_id", "is no organization you may share agents with");
        }
    }

    /** @throws ProblemException 409 */
    public static void ensureMayChange(boolean deleting) {
        ensure(!deleting, "The agent is being deleted");
    }

    /** @throws ProblemException 409 */
    public static void ensureMayPublish(boolean deleting, long current, long wanted) {
        ensureMayChange(deleting);
        ensure(current != wanted, "This version replies already");
    }

    /** @throws ProblemException 400 or 409 */
    public static void ensureMayOffer(boolean deleting, String createdBy, String userId) {
        ensureMayChange(deleting);
        if (createdBy.equals(userId)) {
            throw ProblemException.invalid("user_id", "owns the agent already");
        }
    }

    /** @throws ProblemException 404 when it is not offered to the caller, 409 while it is being deleted */
    public static void ensureMayTakeOver(boolean deleting, @Nullable String offeredTo, String userId) {
        if (!userId.equals(offeredTo)) {
            throw ProblemException.notFound();
        }
        ensureMayChange(deleting);
    }

    /** @throws ProblemException 409 */
    static void ensureMaySuspend(boolean suspended) {
        ensure(!suspended, "The agent is suspended already");
    }

    /** @throws ProblemException 409 */
    static void ensureMayResume(boolean suspended) {
        ensure(suspended, "The agent is not suspended");
    }

    private static void ensure(boolean allowed, String otherwise) {
        if (!allowed) {
            throw AgentProblem.AGENT_STATE.because(otherwise);
        }
    }
}
