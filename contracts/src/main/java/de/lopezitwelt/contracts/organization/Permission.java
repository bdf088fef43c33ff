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
    ORGANIZATION_READ("organization.read", MemberRole.VIEWER, "See the organization itself"),
    MEMBERS_READ("members.read", MemberRole.VIEWER, "See who belongs to it"),
    AGENTS_READ("agents.read", MemberRole.VIEWER, "See its agents"),
    AGENTS_USE("agents.use", MemberRole.MEMBER, "Talk to its agents"),
    AGENTS_SHARE("agents.share", MemberRole.MEMBER, "Make an own agent visible to it"),
    ORGANIZATION_UPDATE("organization.update", MemberRole.ADMIN, "Change its name, domain and settings"),
    MEMBERS_MANAGE("members.manage", MemberRole.ADMIN, "Invite, change and remove members below the own role"),
    AGENTS_MANAGE("agents.manage", MemberRole.ADMIN, "Change agents that others share; license agents"),
    ANALYTICS_READ("analytics.read", MemberRole.ADMIN, "Read the totals of its sessions"),
    BILLING_READ("billing.read", MemberRole.ADMIN, "See what it pays"),
    BILLING_MANAGE("billing.manage", MemberRole.OWNER, "Buy, change and cancel its plan"),
    ORGANIZATION_DELETE("organization.delete", MemberRole.OWNER, "Delete it");

    /** Before a permission's name: the member does not hold it. */
    public static final String REMOVES = "!";

    private final String wireName;
    private final MemberRole heldFrom;
    private final String meaning;

    Permission(String wireName, MemberRole heldFrom, String meaning) {
        this.wireName = wireName;
        this.heldFrom = heldFrom;
        this.meaning = meaning;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The lowest role that holds it without being given it. */
    public MemberRole heldFrom() {
        return heldFrom;
    }

    /** What it lets a member do with the organization, for people. */
    public String meaning() {
        return meaning;
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
