package de.lopezitwelt.analytics.usage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
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
import org.junit.jupiter.params.provider.ValueSource;

class UsagePolicyTest {
    private static final String ME = "01997c2e-0000-7000-8000-000000000001";
    private static final String OTHER = "01997c2e-0000-7000-8000-000000000002";
    private static final String ORGANIZATION = "01997c2e-0000-7000-8000-000000000003";
    private static final String AGENT = "01997c2e-0000-7000-8000-000000000004";

    private final Caller person = caller(PlatformRole.USER, null);
    private final Caller admin = caller(PlatformRole.ADMIN, null);
    private final Caller bound = caller(PlatformRole.USER, ORGANIZATION);

    @Test
    void everybodySeesTheirOwn() {
        UsageQuestion question = UsageQuestionsTest.ask("dimensions=key");

        assertThat(UsagePolicy.scope(person, question, null, false)).isEqualTo(UsageScope.OWN);
        assertThat(UsagePolicy.within(UsageScope.OWN, person, question).filter(UsageDimension.USER))
                .containsExactly(ME);
    }

    @Test
    void othersUsageDoesNotExist() {
        UsageQuestion question = UsageQuestionsTest.ask("filters=user:" + OTHER);

        assertThatThrownBy(() -> UsagePolicy.scope(person, question, null, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(404));
        assertThat(UsagePolicy.scope(admin, question, null, false)).isEqualTo(UsageScope.PLATFORM);
    }

    @Test
    void administratorsSeeEverybodysUnlessTheyAskForTheirOwn() {
        assertThat(UsagePolicy.scope(admin, UsageQuestionsTest.ask(), null, false))
                .isEqualTo(UsageScope.PLATFORM);
        assertThat(UsagePolicy.scope(admin, UsageQuestionsTest.ask("filters=user:" + ME), null, false))
                .isEqualTo(UsageScope.OWN);
    }

    @Test
    void overseersSeeTheirOrganizationsWithoutItsPeople() {
        UsageQuestion question = UsageQuestionsTest.ask("filters=organization:" + ORGANIZATION, "measures=users");

        assertThat(UsagePolicy.organization(person, question)).isEqualTo(ORGANIZATION);
        assertThat(UsagePolicy.scope(person, question, member(MemberRole.ADMIN), false))
                .isEqualTo(UsageScope.ORGANIZATION);
        assertThat(UsagePolicy.scope(person, question, member(MemberRole.MEMBER), false))
                .isEqualTo(UsageScope.OWN);
        assertThat(UsagePolicy.scope(person, question, null, false)).isEqualTo(UsageScope.OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dimensions=user", "dimensions=key", "filters=user:" + OTHER, "filters=key:" + OTHER})
    void nobodyInAnOrganizationIsToldApart(String personal) {
        UsageQuestion question = UsageQuestionsTest.ask("filters=organization:" + ORGANIZATION, personal);

        assertThatThrownBy(() -> UsagePolicy.scope(person, question, member(MemberRole.OWNER), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(403));
    }

    @Test
    void creatorsSeeWhatTheirAgentsAreUsedForButNotByWhom() {
        UsageQuestion question = UsageQuestionsTest.ask("filters=agent:" + AGENT);

        assertThat(UsagePolicy.agents(person, question)).containsExactly(AGENT);
        assertThat(UsagePolicy.scope(person, question, null, true)).isEqualTo(UsageScope.AGENT);
        assertThat(UsagePolicy.scope(person, question, null, false)).isEqualTo(UsageScope.OWN);
        for (String apart : List.of("dimensions=organization", "dimensions=user")) {
            assertThatThrownBy(() -> UsagePolicy.scope(
                            person, UsageQuestionsTest.ask("filters=agent:" + AGENT, apart), null, true))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void keyOfAnOrganizationSeesThatOrganizationOnly() {
        UsageQuestion question = UsageQuestionsTest.ask("filters=agent:" + AGENT);

        assertThat(UsagePolicy.organization(bound, question)).isEqualTo(ORGANIZATION);
        assertThat(UsagePolicy.agents(bound, question))
                .as("they are its owner's as a person")
                .isEmpty();
        for (UsageScope scope : List.of(UsageScope.OWN, UsageScope.ORGANIZATION)) {
            assertThat(UsagePolicy.within(scope, bound, question).filter(UsageDimension.ORGANIZATION))
                    .containsExactly(ORGANIZATION);
        }
        assertThatThrownBy(() -> UsagePolicy.within(
                        UsageScope.OWN, bound, UsageQuestionsTest.ask("filters=organization:" + OTHER)))
                .isInstanceOf(ProblemException.class);
    }

    private static MembershipState member(MemberRole role) {
        return new MembershipState(ORGANIZATION, ME, role, List.of());
    }

    private static Caller caller(PlatformRole role, @Nullable String organizationId) {
        return new Caller(
                organizationId == null ? Caller.Kind.USER : Caller.Kind.API_KEY,
                ME,
                organizationId == null ? null : OTHER,
                organizationId,
                role,
                Set.of(),
                null,
                Instant.EPOCH,
                Instant.MAX,
                new Origin("203.0.113.7", "test"));
    }
}
