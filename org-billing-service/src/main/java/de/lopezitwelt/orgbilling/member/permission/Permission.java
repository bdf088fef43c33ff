package de.lopezitwelt.orgbilling.member.permission;

import com.fasterxml.jackson.annotation.JsonValue;
import de.lopezitwelt.contracts.organization.MemberRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a member may do within an organization; each belongs to a lowest role that holds it without being given it. */
public enum Permission {
    ORGANIZATION_READ("organization.read", MemberRole.VIEWER),
    MEMBERS_READ("members.read", MemberRole.VIEWER),
    AGENTS_READ("agents.read", MemberRole.VIEWER),
    /** Talk to the organization's agents. */
    AGENTS_USE("agents.use", MemberRole.MEMBER),
    /** Make an own agent visible to the organization. */
    AGENTS_SHARE("agents.share", MemberRole.MEMBER),
    ORGANIZATION_UPDATE("organization.update", MemberRole.ADMIN),
    MEMBERS_MANAGE("members.manage", MemberRole.ADMIN),
    /** License agents and set their configuration and limits. */
    AGENTS_MANAGE("agents.manage", MemberRole.ADMIN),
    ANALYTICS_READ("analytics.read", MemberRole.ADMIN),
    BILLING_READ("billing.read", MemberRole.ADMIN),
    BILLING_MANAGE("billing.manage", MemberRole.OWNER),
    ORGANIZATION_DELETE("organization.delete", MemberRole.OWNER);

    private final String wireName;
    private final MemberRole heldFrom;

    Permission(String wireName, MemberRole heldFrom) {
        this.wireName = wireName;
        this.heldFrom = heldFrom;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether it may be given to or taken from a single member. */
    boolean adjustable() {
        return this != ORGANIZATION_READ && this != ORGANIZATION_DELETE;
    }

    static Optional<Permission> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.wireName.equals(name))
                .findFirst();
    }

    /** What a role holds by itself. */
    static Set<Permission> of(MemberRole role) {
        EnumSet<Permission> held = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if (role.compareTo(permission.heldFrom) <= 0) {
                held.add(permission);
            }
        }
        return held;
    }
}
