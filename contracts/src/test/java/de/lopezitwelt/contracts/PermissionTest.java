package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.Permission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {
    @ParameterizedTest
    @EnumSource(Permission.class)
    void isFoundByItsNameAndHeldByOwnersWhateverIsTakenAway(Permission permission) {
        assertThat(Permission.ofWireName(permission.wireName())).contains(permission);
        assertThat(permission.isHeldBy(MemberRole.OWNER, List.of("!" + permission.wireName())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, , false",
        "MEMBER, , true",
        "VIEWER, agents.use, true",
        "MEMBER, !agents.use, false",
        "ADMIN, !agents.use, false",
        "MEMBER, chat:use, true",
        "VIEWER, chat:use, false"
    })
    void roleAndAdjustmentsDecideAndUnknownNamesChangeNothing(MemberRole role, String adjustment, boolean held) {
        var membership = new MembershipState("o", "u", role, adjustment == null ? null : List.of(adjustment));

        assertThat(membership.holds(Permission.AGENTS_USE)).isEqualTo(held);
        assertThat(Permission.effective(role, membership.permissions()).contains(Permission.AGENTS_USE))
                .isEqualTo(held);
    }

    @Test
    void nobodySpellsThemOtherwise() {
        assertThat(Permission.ofWireName("chat:use")).isEqualTo(Optional.empty());
    }
}
