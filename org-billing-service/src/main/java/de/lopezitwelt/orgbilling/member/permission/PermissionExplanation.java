package de.lopezitwelt.orgbilling.member.permission;

import com.fasterxml.jackson.annotation.JsonValue;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether somebody holds a permission, and why. */
@Schema(name = "PermissionExplanation")
public record PermissionExplanation(
        @Schema(examples = "agents.manage") String permission,

        @Schema(description = "What it is for", examples = "Change agents that others share; license agents")
        String meaning,

        boolean held,

        Reason reason,

        @Schema(description = "The lowest role that holds it without being given it", examples = "admin")
        MemberRole heldFrom) {

    /** Why a permission is held, or not. */
    @Schema(
            name = "PermissionReason",
            description =
                    "owner: an owner holds everything. role: the role holds it. given, taken: of this member alone."
                            + " role_too_low: it takes a higher role, or somebody gives it."
                            + " platform_administrator: administrators of the platform may do everything."
                            + " organization_inactive: nobody talks for a deactivated organization")
    public enum Reason {
        OWNER,
        ROLE,
        GIVEN,
        TAKEN,
        ROLE_TOO_LOW,
        PLATFORM_ADMINISTRATOR,
        ORGANIZATION_INACTIVE;

        @JsonValue
        public String wireName() {
            return WireEnum.name(this);
        }

        boolean holds() {
            return switch (this) {
                case OWNER, ROLE, GIVEN, PLATFORM_ADMINISTRATOR -> true;
                case TAKEN, ROLE_TOO_LOW, ORGANIZATION_INACTIVE -> false;
            };
        }
    }

    /** Every permission, as a member has it. @param active whether the organization is */
    static List<PermissionExplanation> ofMember(MemberRole role, PermissionAdjustments adjustments, boolean active) {
        return all(active, permission -> reason(permission, role, adjustments));
    }

    /** Every permission, as an administrator of the platform has it who is no member. */
    static List<PermissionExplanation> ofPlatformAdmin(boolean active) {
        return all(active, permission -> Reason.PLATFORM_ADMINISTRATOR);
    }

    private static List<PermissionExplanation> all(boolean active, Function<Permission, Reason> reasons) {
        return Arrays.stream(Permission.values())
                .map(permission -> {
                    Reason reason = reasons.apply(permission);
                    return of(
                            permission,
                            permission == Permission.AGENTS_USE && reason.holds() && !active
                                    ? Reason.ORGANIZATION_INACTIVE
                                    : reason);
                })
                .toList();
    }

    private static PermissionExplanation of(Permission permission, Reason reason) {
        return new PermissionExplanation(
                permission.wireName(), permission.meaning(), reason.holds(), reason, permission.heldFrom());
    }

    private static Reason reason(Permission permission, MemberRole role, PermissionAdjustments adjustments) {
        if (role == MemberRole.OWNER) {
            return Reason.OWNER;
        }
        if (adjustments.removed().contains(permission)) {
            return Reason.TAKEN;
        }
        if (permission.isHeldBy(role, null)) {
            return Reason.ROLE;
        }
        return adjustments.added().contains(permission) ? Reason.GIVEN : Reason.ROLE_TOO_LOW;
    }
}
