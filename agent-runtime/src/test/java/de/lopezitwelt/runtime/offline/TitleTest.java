package de.lopezitwelt.runtime.offline;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.prompt.TitlePrompt;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is 17 * 23?                                    | What is 17 * 23",
                "Hello! Can you explain my invoice? It is from May.  | Can you explain my invoice",
                "Guten Tag. Wie kündige ich?                         | Wie kündige ich",
                "Hallo                                               | Hallo",
                "'hi\n\nFix the build, please.'                      | Fix the build, please",
            })
    void firstSentenceThatIsMoreThanAGreeting(String said, String title) {
        String asked = said.replace("\\n", "\n");

        assertThat(Title.of(TitlePrompt.of(asked, "Sure.").get(1).content())).isEqualTo(title);
    }

    @Timeout(10)
    @ParameterizedTest
    @ValueSource(strings = {"!", "! ", " ", "?\n", "\n", "a!"})
    void anythingMayBeSaidAtLength(String part) {
        String asked = "x" + part.repeat(250_000) + "y";

        assertThat(Title.of(TitlePrompt.of(asked, "Sure.").get(1).content())).isNotBlank();
    }
}
