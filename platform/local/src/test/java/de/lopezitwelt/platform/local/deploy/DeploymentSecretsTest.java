package de.lopezitwelt.platform.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentSecretsTest {
    @TempDir
    Path directory;

    @Test
    void knownSecretsStayAndMissingOnesAreAdded() throws IOException {
        String first = fresh().render("lopez");
        String without = first.replaceAll("(?m)^  refresh-key: .*\n", "");

        assertThat(fresh().knowing(first).render("lopez")).isEqualTo(first);

        ObjectNode before = secret(first, "auth");
        ObjectNode after = secret(fresh().knowing(without).render("lopez"), "auth");
        assertThat(after.path("stringData").path("peppers"))
                .isEqualTo(before.path("stringData").path("peppers"));
        assertThat(after.path("stringData").path("refresh-key").asText())
                .isNotEmpty()
                .isNotEqualTo(before.path("stringData").path("refresh-key").asText());
    }

    @Test
    void noTwoInstallationsShareASecret() throws IOException {
        List<String> values = Manifests.parse(fresh().render("lopez") + fresh().render("lopez")).objects().stream()
                .flatMap(secret -> secret.path("stringData").properties().stream())
                .map(entry -> entry.getValue().asText())
                .toList();

        assertThat(values).hasSizeGreaterThan(60).doesNotHaveDuplicates().allMatch(value -> value.length() > 40);
    }

    @Test
    void authKnowsTheDigestOfEachServiceSecret() throws IOException {
        String rendered = fresh().render("lopez");
        String secret = secret(rendered, "chat")
                .path("stringData")
                .path("service-secret")
                .asText();

        assertThat(secret(rendered, "auth")
                        .path("stringData")
                        .path("chat-service.sha256")
                        .asText())
                .isEqualTo(RandomSecrets.sha256(secret));
    }

    @Test
    void emptySecretIsRefusedWithItsName() throws IOException {
        String emptied = fresh().render("lopez").replaceFirst("(?m)^  refresh-key: .*$", "  refresh-key: \"\"");

        assertThatIOException()
                .isThrownBy(() -> fresh().knowing(emptied))
                .withMessage("Secret/auth is empty in refresh-key");
    }

    @Test
    void filesThatAreThereStay() throws IOException {
        fresh().write(directory);
        Path refresh = directory.resolve("auth/refresh-key");
        Path peppers = directory.resolve("auth/peppers");
        String before = Files.readString(peppers);
        Files.delete(refresh);

        fresh().write(directory);

        assertThat(peppers).hasContent(before);
        assertThat(refresh).isNotEmptyFile();
        assertThat(DeploymentSecrets.accounts(directory, PlatformService.AUTH).passwords())
                .hasSize(4);
    }

    @Test
    void accountsAreReadFromWhatIsMounted() throws IOException {
        for (AccountRole role : AccountRole.values()) {
            Path folder = directory.resolve(role == AccountRole.MIGRATOR ? "chat-migrator" : "chat");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(role.wireName() + "-password"), "of " + role + "\n");
        }

        SchemaAccounts accounts = DeploymentSecrets.accounts(directory, PlatformService.CHAT);

        assertThat(accounts.passwords()).containsEntry(AccountRole.WORKER, "of WORKER");
        assertThatIOException()
                .isThrownBy(() -> DeploymentSecrets.accounts(directory, PlatformService.AUTH))
                .withMessageStartingWith("no password in " + directory.resolve("auth"));
    }

    private static ObjectNode secret(String yaml, String name) throws IOException {
        return Manifests.parse(yaml).objects().stream()
                .filter(object -> Manifests.name(object).equals("Secret/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static DeploymentSecrets fresh() {
        return new DeploymentSecrets(new RandomSecrets(new SecureRandom()));
    }
}
