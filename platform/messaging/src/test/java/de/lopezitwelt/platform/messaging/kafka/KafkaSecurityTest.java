package de.lopezitwelt.platform.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import de.lopezitwelt.platform.testing.config.ConfigMappings;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSecurityTest {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";

    @TempDir
    Path directory;

    @Test
    void plainTextSaysNothing() {
        assertThat(security(Map.of()).settings()).isEmpty();
    }

    @Test
    void passwordsKeepTheirQuotesAndAreShownToNobody() throws IOException {
        Map<String, Object> settings = security(Map.of(
                        "security", "scram", "tls-ca", file(CERTIFICATE), "username", "chat", "password", "a\"b\\c"))
                .settings();

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        assertThat(((Password) Objects.requireNonNull(settings.get("sasl.jaas.config"))).value())
                .endsWith("required username=\"chat\" password=\"a\\\"b\\\\c\";");
        assertThat(settings.toString()).doesNotContain("a\\\"b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "scram, username, chat, needs lopez.kafka.password",
                "scram, password, x, needs lopez.kafka.username",
                "scram, tls-ca, /no/such/ca.pem, lopez.kafka.tls-ca cannot be read: /no/such/ca.pem",
                "scram, tls-key, /some/key.pem, lopez.kafka.tls-key is of no use with lopez.kafka.security=scram",
                "tls, tls-key, /no/such/key.pem, needs lopez.kafka.tls-certificate",
                "tls, password, x, lopez.kafka.password is of no use with lopez.kafka.security=tls",
                "plaintext, tls-ca, /some/ca.pem, lopez.kafka.tls-ca is of no use with lopez.kafka.security=plaintext"
            })
    void whatIsMissingOrOfNoUseIsNamed(String mode, String key, String value, String said) {
        assertThatIllegalStateException()
                .isThrownBy(() -> security(Map.of("security", mode, key, value)).settings())
                .withMessageStartingWith("Not started: ")
                .withMessageContaining(said);
    }

    @Test
    void fileWithoutCertificateIsNamed() throws IOException {
        String empty = file("nothing of use\n");

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        security(Map.of("security", "tls", "tls-ca", empty)).settings())
                .withMessage("Not started: lopez.kafka.tls-ca holds no BEGIN CERTIFICATE: " + empty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker",
                "broker:",
                "http://broker:9092",
                "broker:9092,,other:9092",
                "bro ker:9092",
                "broker:99999"
            })
    void brokersThatAreNoneEndTheStart(String bootstrap) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new KafkaClients(config(Map.of("bootstrap", bootstrap)))
                        .refuseWhatCannotWork(new StartupEvent()))
                .withMessageContaining("lopez.kafka.bootstrap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker:9092", "one.example:9092, two.example:9092", "[::1]:9092"})
    void brokersByHostAndPortAreTaken(String bootstrap) {
        new KafkaClients(config(Map.of("bootstrap", bootstrap))).refuseWhatCannotWork(new StartupEvent());
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("file.pem"), content).toString();
    }

    private static KafkaSecurity security(Map<String, String> values) {
        return new KafkaSecurity(config(values));
    }

    private static KafkaConfig config(Map<String, String> values) {
        return ConfigMappings.defaults(KafkaConfig.class, new HashMap<>(values));
    }
}
