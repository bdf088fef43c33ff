package de.lopezitwelt.chat.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class FewPerUserTest {
    private final FewPerUser few = new FewPerUser(1, "tries");

    @Test
    void oneUserWaitsForNoOtherAndComesAgainWhenTheWorkHasEnded() {
        var running = few.admit("ada", Uni.createFrom().nothing()).subscribe().with(item -> {});

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> done("ada"));

        assertThat(refused.type()).isEqualTo(BudgetProblem.TOO_MANY_REPLIES);
        assertThat(refused.detail()).isEqualTo("At most 1 tries may be under way at once");
        assertThat(done("bob")).isEqualTo("done");
        running.cancel();
        assertThat(done("ada")).isEqualTo("done");
        assertThat(done("ada")).isEqualTo("done");
    }

    private String done(String user) {
        return few.admit(user, Uni.createFrom().item("done")).await().indefinitely();
    }
}
