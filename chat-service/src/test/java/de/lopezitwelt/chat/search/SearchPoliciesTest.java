package de.lopezitwelt.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.search.index.SearchWord;
import de.lopezitwelt.chat.search.index.SearchWordPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchPoliciesTest {
    private static final String PREFIX = "00ff00ff";

    @Test
    void caseAccentsAndUmlautsDoNotCount() {
        assertThat(keys("MÜLLER Müller mu\u0308ller Straße STRASSE café"))
                .containsExactly("muller", "muller", "muller", "strasse", "strasse", "cafe");
    }

    @Test
    void germanAndEnglishStopWordsAreNoWords() {
        assertThat(keys("Das ist der Vertrag, and this is the contract für über"))
                .containsExactly("vertrag", "contract");
    }

    @Test
    void otherScriptsAreWordsOfAsciiAndScriptsWithoutSpacesAreCutByCharacter() {
        assertThat(keys("мир 日本"))
                .containsExactly("_43c__438__440_", "_65e5_", "_672c_")
                .allMatch(key -> key.matches("[a-z0-9_]+"));
    }

    @Test
    void longWordsAreCutTheSameWayEverywhere() {
        String word = "donaudampfschiff".repeat(20);
        assertThat(keys(word).getFirst())
                .hasSize(SearchWordPolicy.LONGEST)
                .isEqualTo(keys(word + "fahrt").getFirst());
    }

    @Test
    void queryBecomesBooleanModeWithoutOperatorsOfTheCaller() {
        assertThat(booleanMode("Rechnung \"offene Posten\" -Mahnung Zahl*"))
                .isEqualTo("+00ff00ffrechnung +\"00ff00ffoffene 00ff00ffposten\" -00ff00ffmahnung +00ff00ffzahl*");
        assertThat(booleanMode("+a>b @4 (~x) \"unclosed phrase"))
                .isEqualTo("+00ff00ffb +00ff00ff4 +00ff00ffx +\"00ff00ffunclosed 00ff00ffphrase\"");
        assertThat(booleanMode("e-mail"))
                .as("what a reader sees as one word is a phrase")
                .isEqualTo("+\"00ff00ffe 00ff00ffmail\"");
    }

    @Test
    void nothingButStopWordsOrExclusionsIsNothing() {
        assertThat(SearchQueryPolicy.read("der die das the * - \"\"")).isEmpty();
        assertThat(SearchQueryPolicy.read("-Mahnung")).isEmpty();
    }

    @Test
    void excerptShowsAndMarksWhatWasFoundAsPlainText() {
        String content = "x ".repeat(300) + "Die <b>offene</b> Rechnung, offene Posten. " + "y ".repeat(300);
        Excerpt excerpt = ExcerptPolicy.of(content, SearchQueryPolicy.read("RECHNUNG \"offene Posten\""));
        assertThat(excerpt.text()).contains("<b>offene</b>").hasSizeLessThanOrEqualTo(ExcerptPolicy.LENGTH);
        assertThat(marked(excerpt)).containsExactly("Rechnung", "offene Posten");
        assertThat(excerpt.cutBefore()).isTrue();
        assertThat(excerpt.cutAfter()).isTrue();
    }

    @Test
    void excerptNeverSplitsACharacter() {
        String content = "😀".repeat(400) + " Rechnung " + "😀".repeat(400);
        Excerpt excerpt = ExcerptPolicy.of(content, SearchQueryPolicy.read("rechn*"));
        assertThat(marked(excerpt)).containsExactly("Rechnung");
        assertThat(excerpt.text().codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static List<String> keys(String text) {
        return SearchWordPolicy.words(text).stream().map(SearchWord::key).toList();
    }

    private static String booleanMode(String query) {
        return SearchQueryPolicy.booleanMode(SearchQueryPolicy.read(query), PREFIX);
    }

    private static List<String> marked(Excerpt excerpt) {
        return excerpt.marks().stream()
                .map(mark -> excerpt.text().substring(mark.start(), mark.end()))
                .toList();
    }
}
