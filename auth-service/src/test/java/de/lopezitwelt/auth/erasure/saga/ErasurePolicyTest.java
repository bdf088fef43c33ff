package de.lopezitwelt.auth.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.erasure.ErasureStatus;
import de.lopezitwelt.auth.erasure.Vote;
import de.lopezitwelt.auth.erasure.Vote.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasurePolicyTest {
    private static final Set<String> VOTERS = Set.of("agent", "billing");
    private static final Set<String> HOLDERS = Set.of("agent", "billing", "analytics");

    @Test
    void allMustAgreeBeforeAnythingIsDeleted() {
        assertThat(next(ErasureStatus.REQUESTED)).isEqualTo(ErasureStatus.REQUESTED);
        assertThat(next(ErasureStatus.REQUESTED, accepted("agent"))).isEqualTo(ErasureStatus.REQUESTED);
        assertThat(next(ErasureStatus.REQUESTED, accepted("agent"), accepted("billing")))
                .isEqualTo(ErasureStatus.APPROVED);
    }

    @Test
    void aRefusalWaitsForTheOthersSoThatNoVoteOutlivesItsQuestion() {
        assertThat(next(ErasureStatus.REQUESTED, refused("agent"))).isEqualTo(ErasureStatus.REQUESTED);
        assertThat(next(ErasureStatus.REQUESTED, refused("agent"), accepted("billing")))
                .isEqualTo(ErasureStatus.REFUSED);
    }

    @Test
    void everyHolderMustHaveDeletedBeforeTheAccountGoes() {
        assertThat(next(ErasureStatus.APPROVED, completed("agent"), completed("billing")))
                .isEqualTo(ErasureStatus.APPROVED);
        assertThat(next(ErasureStatus.APPROVED, completed("agent"), completed("billing"), completed("analytics")))
                .isEqualTo(ErasureStatus.COMPLETED);
        assertThat(next(ErasureStatus.REQUESTED, completed("agent"), completed("billing"), completed("analytics")))
                .isEqualTo(ErasureStatus.REQUESTED);
    }

    @Test
    void strangersHaveNoVote() {
        assertThat(next(ErasureStatus.REQUESTED, accepted("agent"), accepted("stranger")))
                .isEqualTo(ErasureStatus.REQUESTED);
    }

    private static ErasureStatus next(ErasureStatus status, Vote... votes) {
        return ErasurePolicy.next(status, List.of(votes), VOTERS, HOLDERS);
    }

    private static Vote accepted(String service) {
        return new Vote(service, Outcome.ACCEPTED, null);
    }

    private static Vote refused(String service) {
        return new Vote(service, Outcome.REFUSED, "why not");
    }

    private static Vote completed(String service) {
        return new Vote(service, Outcome.COMPLETED, null);
    }
}
