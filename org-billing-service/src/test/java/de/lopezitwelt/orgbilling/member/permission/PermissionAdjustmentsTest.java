package de.lopezitwelt.orgbilling.member.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionAdjustmentsTest {
    @Test
    void eachRoleHoldsEverythingTheNextWeakerOneHolds() {
        Set<Permission> viewer = Permission.effective(MemberRole.VIEWER, List.of());
        Set<Permission> member = Permission.effective(MemberRole.MEMBER, List.of());
        Set<Permission> admin = Permission.effective(MemberRole.ADMIN, List.of());
        Set<Permission> owner = Permission.effective(MemberRole.OWNER, List.of());

        assertThat(member).containsAll(viewer).contains(Permission.AGENTS_USE);
        assertThat(viewer).doesNotContain(Permission.AGENTS_USE);
        assertThat(admin).containsAll(member).contains(Permission.MEMBERS_MANAGE);
        assertThat(admin).doesNotContain(Permission.BILLING_MANAGE, Permission.ORGANIZATION_DELETE);
        assertThat(owner).isEqualTo(EnumSet.allOf(Permission.class));
    }

    @Test
    void entryAddsAndWithExclamationMarkRemoves() {
        var adjustments = PermissionAdjustments.parse(List.of("agents.manage", "!agents.use"));

        assertThat(adjustments.applyTo(MemberRole.MEMBER))
                .contains(Permission.AGENTS_MANAGE)
                .doesNotContain(Permission.AGENTS_USE);
        assertThat(adjustments.entries()).containsExactly("agents.manage", "!agents.use");
    }

    @Test
    void ownerKeepsEverythingWhateverIsRemoved() {
        var adjustments = PermissionAdjustments.parse(List.of("!billing.manage"));

        assertThat(adjustments.applyTo(MemberRole.OWNER)).contains(Permission.BILLING_MANAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"agents.rule", "", "!", "!!agents.use", "AGENTS.USE", "organization.delete", "!organization.read"
            })
    void unknownOrFixedEntryIsRefusedByItsPath(String entry) {
        assertThatThrownBy(() -> PermissionAdjustments.parse(List.of("agents.manage", entry)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations().getFirst().field())
                                .isEqualTo("permissions[1]"));
    }

    @Test
    void contradictionIsRefused() {
        assertThatThrownBy(() -> PermissionAdjustments.parse(List.of("agents.use", "!agents.use")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> PermissionAdjustments.parse(Arrays.asList("agents.use", null)))
                .isInstanceOf(ProblemException.class);
    }
}
