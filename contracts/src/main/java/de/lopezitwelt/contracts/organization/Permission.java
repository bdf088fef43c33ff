package de.lopezitwelt.contracts.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member may do within an organization. Every service that decides by one asks for it here; each belongs to a
 * lowest role that holds it without being given it.
 */
public enum Permission {
    ORGANIZATION_READ("organization.read", MemberRole.VIEWER),
    MEMBERS_READ("members.read", MemberRole.VIEWER),
    /** See the organization's agents. */
    AGENTS_READ("agents.read", MemberRole.VIEWER),
    /** Talk to the organization's agents. */
    AGENTS_USE("agents.use", MemberRole.MEMBER),
    /** Make an own agent visible to the organization. */
    AGENTS_SHARE("agents.share", MemberRole.MEMBER),
    ORGANIZATION_UPDATE("organization.update", MemberRole.ADMIN),
    MEMBERS_MANAGE("members.manage", MemberRole.ADMIN),
    /** Change agents that others share; license agents and set their configuration and limits. */
    AGENTS_MANAGE("agents.manage", MemberRole.ADMIN),
    /** Read the totals of the organization's sessions. */
    ANALYTICS_READ("analytics.read", MemberRole.ADMIN),
    BILLING_READ("billing.read", MemberRole.ADMIN),
    BILLING_MANAGE("billing.manage", MemberRole.OWNER),
    ORGANIZATION_DELETE("organization.delete", MemberRole.OWNER);

    /** Before a permission's name: the member does not hold it. */
    public static final String REMOVES = "!";

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
    public boolean adjustable() {
        return this != ORGANIZATION_READ && this != ORGANIZATION_DELETE;
    }

    public static Optional<Permission> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.wireName.equals(name))
                .findFirst();
    }

    /**
     * Whether a member holds it in the end. An owner always holds everything.
     *
     * @param adjustments as a membership carries them: names that are added, or removed with a leading {@code !}. Names
     *     that are unknown here change nothing, because the organization service may be newer
     */
    public boolean isHeldBy(MemberRole role, @Nullable List<String> adjustments) {
        if (role == MemberRole.OWNER) {
            return true;
        }
        if (adjustments != null && adjustments.contains(REMOVES + wireName)) {
            return false;
        }
        return role.compareTo(heldFrom) <= 0 || adjustments != null && adjustments.contains(wireName);
    }

    /** Everything a member may do in the end. */
    public static Set<Permission> effective(MemberRole role, @Nullable List<String> adjustments) {
        EnumSet<Permission> held = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if (permission.isHeldBy(role, adjustments)) {
                held.add(permission);
            }
        }
        return held;
    }
}
