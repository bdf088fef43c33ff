package de.lopezitwelt.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import org.junit.jupiter.api.Test;

class TitlePromptTest {
    @Test
    void showsTheBeginningsOfBothSides() {
        var prompt = TitlePrompt.of("q".repeat(5_000), "a".repeat(999) + "😀".repeat(500));

        assertThat(prompt).extracting(PromptMessage::role).containsExactly(Role.SYSTEM, Role.USER);
        assertThat(prompt.get(0).content()).isEqualTo(TitlePrompt.INSTRUCTION);
        assertThat(prompt.get(1).content())
                .isEqualTo("User: " + "q".repeat(1_000) + " …\n\nAssistant: " + "a".repeat(999) + " …");
    }
}
