package de.lopezitwelt.orgbilling.member.permission;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;

/**
 * Who may add, change and remove whom. Owners manage everyone, others manage members below their own role,
 * and nobody grants what they do not hold.
 */
public final class MemberPolicy {
    private MemberPolicy() {}

    /** @throws ProblemException 403 */
    public static void ensureMayAdd(Access actor, MemberRole role, PermissionAdjustments adjustments) {
        actor.require(Permission.MEMBERS_MANAGE);
        ensureMayGrant(actor, role, adjustments);
    }

    /** @throws ProblemException 403 */
    public static void ensureMayChange(
            Access actor, MemberRole current, MemberRole wanted, PermissionAdjustments adjustments) {
        actor.require(Permission.MEMBERS_MANAGE);
        ensureOutranks(actor, current);
        ensureMayGrant(actor, wanted, adjustments);
    }

    /**
     * Everybody may leave; to remove somebody else takes the permission and a higher role.
     *
     * @throws ProblemException 403
     */
    public static void ensureMayRemove(Access actor, String userId, MemberRole current) {
        if (actor.userId().equals(userId)) {
            return;
        }
        actor.require(Permission.MEMBERS_MANAGE);
        ensureOutranks(actor, current);
    }

    /**
     * Only an owner has it to pass on. Administrators of the platform, who are none, change roles instead.
     *
     * @param userId who is to get it
     * @throws ProblemException 403, or 400 for oneself
     */
    public static void ensureMayPassOwnership(Access actor, String userId) {
        if (actor.role() != MemberRole.OWNER) {
            throw noOwner();
        }
        if (actor.userId().equals(userId)) {
            throw ProblemException.invalid("user_id", "is yourself");
        }
    }

    /** 403 for passing on what one does not have. */
    public static ProblemException noOwner() {
        return ProblemException.forbidden("Only an owner can pass on the ownership");
    }

    /**
     * @param owners how many owners there are now, counted under the organization's row lock
     * @throws ProblemException 409 when this member is the last of them
     */
    public static void ensureOwnerRemains(MemberRole current, long owners) {
        if (current == MemberRole.OWNER && owners <= 1) {
            throw OrgBillingProblem.LAST_OWNER.because("Make somebody else an owner first");
        }
    }

    private static void ensureOutranks(Access actor, MemberRole other) {
        if (actor.role() != MemberRole.OWNER && actor.role().compareTo(other) >= 0) {
            throw ProblemException.forbidden("A member of this role can only be managed by somebody above it");
        }
    }

    private static void ensureMayGrant(Access actor, MemberRole role, PermissionAdjustments adjustments) {
        ensureOutranks(actor, role);
        if (role == MemberRole.OWNER && !adjustments.isEmpty()) {
            throw ProblemException.invalid("permissions", "An owner holds every permission");
        }
        for (Permission added : adjustments.added()) {
            if (!actor.holds(added)) {
                throw ProblemException.forbidden("You cannot give " + added.wireName() + ", which you do not hold");
            }
        }
    }
}
