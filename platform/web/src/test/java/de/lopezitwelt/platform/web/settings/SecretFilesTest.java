package de.lopezitwelt.platform.web.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    Path directory;

    @Test
    void secretComesFromItsFileWithoutTheEndOfTheLine() throws IOException {
        Path file = file("s3cr3t-of-a-file\n");

        SmallRyeConfig config = config(Map.of(
                "lopez.mysql.writer-password-file",
                file.toString(),
                "quarkus.datasource.password",
                "${lopez.mysql.writer-password}"));

        assertThat(config.getValue("lopez.mysql.writer-password", String.class)).isEqualTo("s3cr3t-of-a-file");
        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("s3cr3t-of-a-file");
        assertThat(SecretFiles.read()).containsEntry("lopez.mysql.writer-password", file);
    }

    @Test
    void fileMayBeNamedByAnExpressionAndInAProfile() throws IOException {
        file("in a file");

        SmallRyeConfig config = config(
                Map.of("directory", directory.toString(), "%prod.lopez.service.secret-file", "${directory}/secret"));

        assertThat(config.getValue("lopez.service.secret", String.class)).isEqualTo("in a file");
    }

    @Test
    void mappingOfNamedGroupsFindsSecretsInFiles() throws IOException {
        SmallRyeConfig config = config(Map.of(
                "lopez.known.clients.one.client-secret-file", file("for one").toString()));

        assertThat(Objects.requireNonNull(
                                config.getConfigMapping(Clients.class).clients().get("one"))
                        .clientSecret())
                .isEqualTo("for one");
    }

    @Test
    void valueAndFileTogetherAreRefused() throws IOException {
        SmallRyeConfig config = config(Map.of(
                "lopez.service.secret",
                "a value of its own",
                "lopez.service.secret-file",
                file("x").toString()));

        assertThatThrownBy(() -> config.getValue("lopez.service.secret", String.class))
                .hasMessage("Not started: both lopez.service.secret and lopez.service.secret-file are set");
    }

    @Test
    void fileThatIsMissingEmptyOrAmbiguousIsNamedWithItsKey() throws IOException {
        for (String content : new String[] {"", " \n", "a${b}"}) {
            Path file = file(content);
            assertThatThrownBy(() -> config(Map.of("lopez.service.secret-file", file.toString()))
                            .getValue("lopez.service.secret", String.class))
                    .hasMessageStartingWith("Not started: lopez.service.secret-file ")
                    .hasMessageEndingWith(file.toString());
        }
        assertThatThrownBy(() -> config(Map.of("lopez.service.secret-file", "/no/such/file"))
                        .getValue("lopez.service.secret", String.class))
                .hasMessage("Not started: lopez.service.secret-file cannot be read: /no/such/file");
    }

    @Test
    void whatIsNoSecretHasNoFile() throws IOException {
        SmallRyeConfig config =
                config(Map.of("lopez.mysql.tls-file", file("verify").toString()));

        assertThat(config.getOptionalValue("lopez.mysql.tls", String.class)).isEmpty();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content);
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new SecretFiles())
                .withProfile("prod")
                .withMapping(Clients.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(values), "test", 300))
                .build();
    }

    @ConfigMapping(prefix = "lopez.known")
    interface Clients {
        Map<String, Client> clients();

        interface Client {
            String clientSecret();
        }
    }
}
