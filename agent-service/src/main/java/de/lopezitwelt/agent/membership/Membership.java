package de.lopezitwelt.agent.membership;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import java.util.List;

/**
 * A person's place in an organization, as the organization service publishes it.
 *
 * @param permissions adds or, with {@code !}, removes a permission
 */
public record Membership(String organizationId, MemberRole role, List<String> permissions) {
    private static final String USE = "agents.use";
    private static final String READ = "agents.read";
    private static final String SHARE = "agents.share";
    private static final String MANAGE = "agents.manage";

    public Membership {
        permissions = List.copyOf(permissions);
    }

    static Membership of(MembershipState state) {
        List<String> permissions = state.permissions();
        return new Membership(state.organizationId(), state.role(), permissions == null ? List.of() : permissions);
    }

    /** May see the organization's agents. */
    public boolean mayRead() {
        return holds(READ, MemberRole.VIEWER) || mayUse();
    }

    /** May talk to the organization's agents. */
    public boolean mayUse() {
        return holds(USE, MemberRole.MEMBER);
    }

    /** May make an own agent visible to the organization. */
    public boolean mayShare() {
        return holds(SHARE, MemberRole.MEMBER);
    }

    /** May change agents that others made visible to the organization. */
    public boolean mayManage() {
        return holds(MANAGE, MemberRole.ADMIN);
    }

    private boolean holds(String permission, MemberRole from) {
        if (role == MemberRole.OWNER || permissions.contains(permission)) {
            return true;
        }
        return role.compareTo(from) <= 0 && !permissions.contains("!" + permission);
    }
}
