package de.lopezitwelt.platform.local.cli.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleChoiceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @BeforeEach
    void twoModules() throws Exception {
        for (String module : List.of("chat-service", "platform/web")) {
            Files.createDirectories(root.resolve(module));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.createDirectories(root.resolve("docs"));
    }

    @Test
    void withoutAnyNameEverythingIsTested() {
        assertThat(ModuleChoice.of(root, List.of()).isAll()).isTrue();
    }

    @Test
    void namesUpToTheFirstOptionAreModules() {
        ModuleChoice choice =
                ModuleChoice.of(root, List.of("chat-service", "platform/web/", "-Dtest=A", "chat-service"));

        assertThat(choice.list()).isEqualTo("chat-service,platform/web");
        assertThat(choice.rest()).containsExactly("-Dtest=A", "chat-service");
    }

    @Test
    void argumentsOfMavenAreMavens() {
        ModuleChoice choice = ModuleChoice.of(root, List.of("-pl", "contracts"));

        assertThat(choice.isAll()).isTrue();
        assertThat(choice.rest()).containsExactly("-pl", "contracts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "docs", "..", ".", "/", "chat-service/../../elsewhere", ""})
    void whatIsNoModuleIsNamed(String name) {
        assertThatThrownBy(() -> ModuleChoice.of(root, List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no module " + (name.equals("/") ? "" : name));
    }
}
