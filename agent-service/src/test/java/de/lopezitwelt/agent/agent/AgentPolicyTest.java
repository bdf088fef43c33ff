package de.lopezitwelt.agent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.membership.Membership;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "creator, PRIVATE, USER, , OWN",
        "other, PRIVATE, USER, , NONE",
        "other, PRIVATE, USER, OWNER, NONE",
        "other, PUBLIC, USER, , SEE",
        "other, ORGANIZATION, USER, , NONE",
        "other, ORGANIZATION, USER, VIEWER, SEE",
        "other, ORGANIZATION, USER, MEMBER, SEE",
        "other, ORGANIZATION, USER, ADMIN, MANAGE",
        "other, PRIVATE, MODERATOR, , SEE",
        "other, PRIVATE, ADMIN, , OWN"
    })
    void whoMayDoWhat(
            String user,
            AgentVisibility visibility,
            PlatformRole platform,
            @Nullable MemberRole role,
            Access expected) {
        var membership = role == null ? null : new Membership("o", role, List.of());

        assertThat(AgentPolicy.access(
                        "creator", visibility, membership == null ? null : "o", person(user, platform), membership))
                .isEqualTo(expected);
    }

    @Test
    void aKeyOfOneOrganizationReachesNoOther() {
        var admin = new Membership("o", MemberRole.ADMIN, List.of());

        assertThat(AgentPolicy.access("creator", AgentVisibility.ORGANIZATION, "o", key("x"), admin))
                .isEqualTo(Access.NONE);
        assertThat(AgentPolicy.access("creator", AgentVisibility.ORGANIZATION, "o", key("o"), admin))
                .isEqualTo(Access.MANAGE);
    }

    @Test
    void aKeyOfAnOrganizationOwnsWhatItsOwnerMadeForThatOrganizationOnly() {
        assertThat(AgentPolicy.access("other", AgentVisibility.ORGANIZATION, "o", key("o"), null))
                .isEqualTo(Access.OWN);
        assertThat(AgentPolicy.access("other", AgentVisibility.ORGANIZATION, "x", key("o"), null))
                .isEqualTo(Access.NONE);
        assertThat(AgentPolicy.access("other", AgentVisibility.PRIVATE, null, key("o"), null))
                .isEqualTo(Access.NONE);
        assertThat(AgentPolicy.access("other", AgentVisibility.PUBLIC, null, key("o"), null))
                .isEqualTo(Access.SEE);
    }

    @Test
    void anApiKeyOfAnAdministratorIsNoAdministrator() {
        assertThat(AgentPolicy.access("creator", AgentVisibility.PRIVATE, null, key("o"), null))
                .isEqualTo(Access.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, , , true",
        "PUBLIC, , , true",
        "PRIVATE, o, OWNER, false",
        "ORGANIZATION, , OWNER, false",
        "ORGANIZATION, o, , false",
        "ORGANIZATION, o, VIEWER, false",
        "ORGANIZATION, o, MEMBER, true"
    })
    void sharingNeedsTheOrganizationAndThePermission(
            AgentVisibility visibility, @Nullable String organization, @Nullable MemberRole role, boolean allowed) {
        var membership = role == null ? null : new Membership("o", role, List.of());
        var caller = person("creator", PlatformRole.USER);

        if (allowed) {
            assertThatCode(() -> AgentPolicy.ensureShareable(visibility, organization, caller, membership))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> AgentPolicy.ensureShareable(visibility, organization, caller, membership))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(
                                            problem.violations().getFirst().field())
                                    .isEqualTo("organization_id"));
        }
    }

    @Test
    void whoMayNotSeeItGetsTheUnknownAnswerWhateverHeWants() {
        for (Access wanted : List.of(Access.SEE, Access.MANAGE, Access.OWN)) {
            assertThatThrownBy(() -> AgentPolicy.require(Access.NONE, wanted))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type().status()).isEqualTo(404));
        }
        assertThatThrownBy(() -> AgentPolicy.require(Access.SEE, Access.MANAGE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(403));
    }

    private static Caller person(String userId, PlatformRole role) {
        return caller(Caller.Kind.USER, userId, null, role);
    }

    private static Caller key(String organizationId) {
        return caller(Caller.Kind.API_KEY, "other", organizationId, PlatformRole.ADMIN);
    }

    private static Caller caller(Caller.Kind kind, String userId, @Nullable String organizationId, PlatformRole role) {
        return new Caller(
                kind, userId, null, organizationId, role, Set.of(), null, Instant.EPOCH, Instant.MAX, Origin.UNKNOWN);
    }
}
