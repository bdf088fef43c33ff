package de.lopezitwelt.agent.membership;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.Permission;
import java.util.List;

/**
 * A person's place in an organization, as the organization service publishes it.
 *
 * @param permissions adds or, with {@code !}, removes a permission
 */
public record Membership(String organizationId, MemberRole role, List<String> permissions) {
    public Membership {
        permissions = List.copyOf(permissions);
    }

    static Membership of(MembershipState state) {
        List<String> permissions = state.permissions();
        return new Membership(state.organizationId(), state.role(), permissions == null ? List.of() : permissions);
    }

    /** May see the organization's agents; a member who may talk to them sees them too. */
    public boolean mayRead() {
        return holds(Permission.AGENTS_READ) || mayUse();
    }

    /** May talk to the organization's agents. */
    public boolean mayUse() {
        return holds(Permission.AGENTS_USE);
    }

    /** May make an own agent visible to the organization. */
    public boolean mayShare() {
        return holds(Permission.AGENTS_SHARE);
    }

    /** May change agents that others made visible to the organization. */
    public boolean mayManage() {
        return holds(Permission.AGENTS_MANAGE);
    }

    private boolean holds(Permission permission) {
        return permission.isHeldBy(role, permissions);
    }
}
