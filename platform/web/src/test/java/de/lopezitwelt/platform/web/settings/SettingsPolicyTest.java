package de.lopezitwelt.platform.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsPolicyTest {
    private static final Set<String> ASKED = Set.of(
            "lopez.mysql.tls",
            "lopez.service.secret",
            "lopez.kafka.topic-partitions.\"lopez.users\"",
            "lopez.shutdown.patience");

    @Test
    void keyThatNothingAsksForIsNamed() {
        assertThat(told("lopez.mysql.tsl", "lopez.mysql.tls", "quarkus.http.port"))
                .containsExactly("lopez.mysql.tsl is no key of this service");
    }

    @Test
    void keyOfAMapIsKnownWithAndWithoutQuotes() {
        assertThat(told("lopez.kafka.topic-partitions.\"lopez.users\"")).isEmpty();
    }

    @Test
    void variableThatNothingAsksForIsNamed() {
        assertThat(SettingsPolicy.objections(
                        ASKED,
                        Set.of(),
                        Set.of("LOPEZ_MYSQL_TLS", "LOPEZ_SERVICE_SECRET_FILE", "LOPEZ_MYSQL_TSL", "PATH"),
                        Set.of(),
                        key -> ""))
                .containsExactly("LOPEZ_MYSQL_TSL is no key of this service");
    }

    @Test
    void secretMayBeNamedAsAFileAndNothingElseMay() {
        assertThat(told("lopez.service.secret-file")).isEmpty();
        assertThat(told("lopez.mysql.tls-file")).containsExactly("lopez.mysql.tls-file is no key of this service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", " 600 ", "-1", "0"})
    void timeWithoutUnitIsNamed(String value) {
        assertThat(time(value)).containsExactly("lopez.shutdown.patience has no unit: write 30s, 10m or 1h");
    }

    @Test
    void keyOutsideOfAnInterfaceSaysByItsNameThatItIsATime() {
        assertThat(SettingsPolicy.objections(
                        Set.of("lopez.agents.deletion-patience", "lopez.models.reload-millis"),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        key -> "500"))
                .containsExactly(
                        "lopez.agents.deletion-patience has no unit: write 30s, 10m or 1h",
                        "lopez.http.head-time has no unit: write 30s, 10m or 1h",
                        "lopez.http.request-time has no unit: write 30s, 10m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", "PT10M", "10m", "1500ms", ""})
    void timeWithUnitIsTaken(String value) {
        assertThat(time(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change-me",
                "CHANGE_ME_PLEASE",
                "changeme",
                "<the password>",
                "password",
                "secret",
                "xxxx",
                "an-example-value"
            })
    void placeholderIsNoSecretAndIsNotShown(String value) {
        assertThat(SettingsPolicy.objections(
                        ASKED, Set.of(), Set.of(), Set.of(), key -> key.endsWith("secret") ? value : ""))
                .containsExactly("lopez.service.secret is a placeholder, which everybody knows");
    }

    @Test
    void timesOfAnInterfaceAreFoundInItsGroupsToo() {
        assertThat(SettingsPolicy.durationKeys(Sample.class))
                .containsExactlyInAnyOrder(
                        "lopez.sample.how-long", "lopez.sample.at-most", "lopez.sample.inner.short-time");
    }

    private static List<String> told(String... keys) {
        return SettingsPolicy.objections(ASKED, List.of(keys), Set.of(), Set.of(), key -> "");
    }

    private static List<String> time(String value) {
        return SettingsPolicy.objections(
                ASKED,
                Set.of(),
                Set.of(),
                Set.of("lopez.shutdown.patience"),
                key -> key.endsWith("patience") ? value : "");
    }

    @ConfigMapping(prefix = "lopez.sample")
    interface Sample {
        Duration howLong();

        Optional<Duration> atMost();

        int number();

        Inner inner();

        interface Inner {
            Duration shortTime();
        }
    }
}
