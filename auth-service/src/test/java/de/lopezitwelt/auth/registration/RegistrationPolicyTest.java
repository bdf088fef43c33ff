package de.lopezitwelt.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "OPEN, false, true",
        "OPEN, true, true",
        "INVITE, false, false",
        "INVITE, true, true",
        "CLOSED, false, false",
        "CLOSED, true, false"
    })
    void whoIsAdmittedOnceThereAreAccounts(RegistrationPolicy policy, boolean invited, boolean admitted) {
        assertThat(policy.admits(invited, false)).isEqualTo(admitted);
        assertThat(policy.admits(invited, true)).as("the first account").isTrue();
    }
}
