package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments and documentation keep to docs/style.md: people are "they" or "the caller", and no sentence is a riddle. */
class PlainWordsTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?i)\\b(he|his|him|himself|she|her|hers|herself|whoever|whomever|be it|(?:by|for|from|of|to|also|than) who"
                    + "|anew|afresh|amid|hence|thereby|whereby|lest|upon|shall|in vain|in the midst)\\b");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:/?\\*|//)|\\s//\\s[^\"]*$");
    private static final Pattern SKIPPED = Pattern.compile("(?:^|/)(?:target|node_modules|\\.git|\\.lopez)/");

    @Test
    void commentsAndDocumentationUsePlainWords() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(Files::isRegularFile).flatMap(PlainWordsTest::findings))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Whoever holds it. */",
                "     * as if he had",
                "int i; // told to him",
                "// be it one",
                "* for who has gone",
                "/** Fetched anew. */"
            })
    void forbiddenWordIsFoundInEveryKindOfComment(String line) {
        assertThat(isForbidden("A.java", line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/** They hold it; the caller of whom it is said. */", "String his = \"he // him\";", "if (he) {"
            })
    void codeAndPlainCommentsPass(String line) {
        assertThat(isForbidden("A.java", line)).isFalse();
    }

    private static Stream<String> findings(Path file) {
        String name = ROOT.relativize(file).toString();
        if (!name.endsWith(".java") && !name.endsWith(".md")
                || SKIPPED.matcher(name).find()) {
            return Stream.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(i -> isForbidden(name, lines.get(i)))
                    .mapToObj(i -> name + ':' + (i + 1) + ": " + lines.get(i).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isForbidden(String file, String line) {
        return FORBIDDEN.matcher(file.endsWith(".md") ? line : comment(line)).find();
    }

    private static String comment(String line) {
        var start = COMMENT.matcher(line);
        return start.find() ? line.substring(start.start()) : "";
    }
}
