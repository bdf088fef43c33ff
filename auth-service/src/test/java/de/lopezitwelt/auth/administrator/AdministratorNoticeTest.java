package de.lopezitwelt.auth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdministratorNoticeTest {
    @Test
    void anAdministeredPlatformNeedsNone() {
        assertThat(AdministratorNotice.of(true, false)).isEmpty();
    }

    @Test
    void anOperatorLearnsHowToMakeTheFirst() {
        assertThat(AdministratorNotice.of(false, false))
                .hasValueSatisfying(
                        notice -> assertThat(notice).contains("Nobody administers", "./lopez admin create"));
    }

    @Test
    void theSwitchForTrialsIsNamedHoweverManyAdministratorsThereAre() {
        assertThat(AdministratorNotice.of(true, true)).isEqualTo(AdministratorNotice.of(false, true));
        assertThat(AdministratorNotice.of(true, true))
                .hasValueSatisfying(notice ->
                        assertThat(notice).contains("lopez.auth.administration.first-registered", "trials only"));
    }
}
