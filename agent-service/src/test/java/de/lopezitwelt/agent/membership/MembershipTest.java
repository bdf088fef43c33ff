package de.lopezitwelt.agent.membership;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.organization.MemberRole;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
    @ParameterizedTest
    @CsvSource({
        "VIEWER, , true, false, false, false",
        "MEMBER, , true, true, true, false",
        "ADMIN, , true, true, true, true",
        "OWNER, , true, true, true, true",
        "VIEWER, agents.use, true, true, false, false",
        "VIEWER, !agents.read, false, false, false, false",
        "MEMBER, agents.manage, true, true, true, true",
        "MEMBER, !agents.use, true, false, true, false",
        "ADMIN, !agents.manage, true, true, true, false",
        "OWNER, !agents.manage, true, true, true, true"
    })
    void roleAndPermissionsDecide(
            MemberRole role, String permission, boolean read, boolean use, boolean share, boolean manage) {
        var membership = new Membership("o", role, permission == null ? List.of() : List.of(permission));

        assertThat(membership.mayRead()).isEqualTo(read);
        assertThat(membership.mayUse()).isEqualTo(use);
        assertThat(membership.mayShare()).isEqualTo(share);
        assertThat(membership.mayManage()).isEqualTo(manage);
    }
}
