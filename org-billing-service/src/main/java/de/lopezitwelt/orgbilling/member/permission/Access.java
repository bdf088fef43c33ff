package de.lopezitwelt.orgbilling.member.permission;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.EnumSet;
import java.util.Set;

/** What the caller may do within one organization. */
public record Access(String organizationId, String userId, MemberRole role, Set<Permission> permissions) {
    public Access {
        permissions = Set.copyOf(permissions);
    }

    public static Access ofPlatformAdmin(String organizationId, String userId) {
        return new Access(organizationId, userId, MemberRole.OWNER, EnumSet.allOf(Permission.class));
    }

    public boolean holds(Permission permission) {
        return permissions.contains(permission);
    }

    /**
     * Does nothing when the caller holds the permission.
     *
     * @throws ProblemException 403 naming the permission that is missing
     */
    public void require(Permission permission) {
        if (!holds(permission)) {
            throw ProblemException.forbidden("This needs the permission " + permission.wireName());
        }
    }
}
