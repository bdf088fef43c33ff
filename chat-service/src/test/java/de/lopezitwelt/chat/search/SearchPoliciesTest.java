package de.lopezitwelt.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.search.index.SearchWord;
import de.lopezitwelt.chat.search.index.SearchWordPolicy;
import java.text.Normalizer;
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
    void lettersThatAreDrawnFromOthersCountAsThose() {
        assertThat(keys("Øst łódź Đorđe Iğdır IŞIK ışık İstanbul Þór encyclopædia Cœur ﬁx ＡＢＣ ẞ Οδός ΟΔΟΣ ١٢٣"))
                .containsExactly(
                        "ost",
                        "lodz",
                        "dorde",
                        "igdir",
                        "isik",
                        "isik",
                        "istanbul",
                        "thor",
                        "encyclopaedia",
                        "coeur",
                        "fix",
                        "abc",
                        "ss",
                        keys("οδοσ").getFirst(),
                        keys("οδοσ").getFirst(),
                        "123");
    }

    @Test
    void whatIsNotSeenIsNoPartOfAWord() {
        assertThat(keys("Rech\u00adnung \ufeffRechnung Rech\u200bnung\u200e \u202aRechnung\u202c Rech\u2060nung"))
                .containsOnly("rechnung");
        assertThat(keys("می\u200cخواهم")).isEqualTo(keys("میخواهم"));
        List<SearchWord> words = SearchWordPolicy.words("\ufeffRech\u00adnung\u200e.");
        assertThat(words.getFirst().start()).isEqualTo(1);
        assertThat(words.getFirst().end()).isEqualTo(10);
    }

    @Test
    void koreanIsCutBySyllableHoweverItIsWritten() {
        assertThat(keys("서울은")).hasSize(3).isEqualTo(keys(Normalizer.normalize("서울은", Normalizer.Form.NFD)));
        List<SearchWord> words = SearchWordPolicy.words(Normalizer.normalize("서울", Normalizer.Form.NFD) + "로");
        assertThat(words.stream().map(SearchWord::end)).containsExactly(2, 5, 6);
    }

    @Test
    void emojiAreWords() {
        assertThat(keys("🎉 party ❤️ 👍🏽 👩\u200d💻"))
                .containsExactly("_1f389_", "party", "_2764_", "_1f44d_", "_1f469_", "_1f4bb_");
        assertThat(keys("1 ©")).containsExactly("1");
    }

    @Test
    void vowelsOfIndianWordsCount() {
        assertThat(keys("की")).isNotEqualTo(keys("का"));
        assertThat(keys("हिन्दी भाषा")).hasSize(2);
    }

    @Test
    void wordIsFoundByWhatItHasInside() {
        SearchWord word = SearchWordPolicy.words("Abrechnungen").getFirst();
        assertThat(word.holds("rechnung")).isTrue();
        assertThat(word.holds("gen")).isTrue();
        assertThat(word.holds("rechnungx")).isFalse();
        SearchWord russian = SearchWordPolicy.words("понедельник").getFirst();
        assertThat(russian.holds(keys("дель").getFirst())).isTrue();
        assertThat(russian.holds("43"))
                .as("no letter, but a part of its number")
                .isFalse();
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
        assertThat(booleanMode("Rechnung \"offene Posten\" -Mahnung Zahl* \"art\" ab"))
                .as("phrases last")
                .isEqualTo("+(00ff00ffrechnung* 00ff00ff__rechnung*) -(00ff00ffmahnung* 00ff00ff__mahnung*)"
                        + " +00ff00ffzahl* +00ff00ffart +00ff00ffab +\"00ff00ffoffene 00ff00ffposten\"");
        assertThat(booleanMode("+a>b @4 (~x) \"unclosed phrase"))
                .isEqualTo("+00ff00ff4 +00ff00ffx +\"00ff00ffa 00ff00ffb\" +\"00ff00ffunclosed 00ff00ffphrase\"");
        assertThat(booleanMode("e-mail"))
                .as("what a reader sees as one word is a phrase")
                .isEqualTo("+\"00ff00ffe 00ff00ffmail\"");
    }

    @Test
    void stopWordsCountAloneAndInQuotes() {
        assertThat(booleanMode("der Vertrag")).isEqualTo("+(00ff00ffvertrag* 00ff00ff__vertrag*)");
        assertThat(booleanMode("IT")).isEqualTo("+00ff00ffit");
        assertThat(booleanMode("it -contract")).startsWith("+00ff00ffit -(");
        assertThat(booleanMode("\"to be\"")).isEqualTo("+\"00ff00ffto 00ff00ffbe\"");
    }

    @Test
    void nothingButExclusionsIsNothing() {
        assertThat(SearchQueryPolicy.read("* - \"\"")).isEmpty();
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
