package de.lopezitwelt.platform.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnumProblemTest {
    @Test
    void codeIsTheNameInKebabAndTheRestIsTheDescription() {
        assertThat(CommonProblem.IDEMPOTENCY_KEY_REUSED.code()).isEqualTo("idempotency-key-reused");
        assertThat(CommonProblem.IDEMPOTENCY_KEY_REUSED.title())
                .isEqualTo("The idempotency key was used for another request");
        assertThat(CommonProblem.IDEMPOTENCY_KEY_REUSED.status()).isEqualTo(422);
    }

    @Test
    void reasonBecomesTheDetail() {
        assertThat(CommonProblem.CONFLICT.because("It runs already"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("It runs already");
    }
}
