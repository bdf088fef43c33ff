package de.lopezitwelt.auth.external;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.user.UserRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleMappingPolicyTest {
    private final RoleMappingPolicy nested = new RoleMappingPolicy("realm.roles", Set.of("a"), Set.of("m"));

    @Test
    void theHighestMeantRoleCounts() {
        assertThat(nested.role(claims(List.of("x", "m", "a")))).isEqualTo(UserRole.ADMIN);
        assertThat(nested.role(claims(List.of("x", "m")))).isEqualTo(UserRole.MODERATOR);
        assertThat(nested.role(claims(List.of("A")))).isEqualTo(UserRole.USER);
        assertThat(nested.role(claims("m"))).isEqualTo(UserRole.MODERATOR);
    }

    @Test
    void whoLacksTheClaimIsAnOrdinaryUser() {
        assertThat(nested.role(Map.of())).isEqualTo(UserRole.USER);
        assertThat(nested.role(Map.of("realm", "a"))).isEqualTo(UserRole.USER);
        assertThat(nested.role(claims(7))).isEqualTo(UserRole.USER);
    }

    @Test
    void aClaimMayHaveDotsInItsName() {
        var byUrl = new RoleMappingPolicy("https://example.com/roles", Set.of("a"), Set.of());

        assertThat(byUrl.role(Map.of("https://example.com/roles", List.of("a"))))
                .isEqualTo(UserRole.ADMIN);
    }

    private static Map<String, Object> claims(Object roles) {
        return Map.of("realm", Map.of("roles", roles));
    }
}
