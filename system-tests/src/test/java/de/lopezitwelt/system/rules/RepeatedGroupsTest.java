package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java's matcher calls itself for each round of a repeated group, so that a long text overflows the stack. In our main code such a group
 * is possessive ({@code (…)*+}), has a number of rounds, or stands behind a look at the length of the text ({@code (?=.{1,255}$)}).
 */
class RepeatedGroupsTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));
    private static final String BOUNDED = "(?=.{";

    @Test
    void noExpressionRepeatsAGroupWithoutBound() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/main/"))
                            .flatMap(RepeatedGroupsTest::endlessGroups))
                    .isEmpty();
        }
    }

    @Test
    void endlessGroupIsSeen() {
        assertThat(List.of("a(b)*", "a(b)+c", "(b|c)*?", "([)])+", "(b){2,}"))
                .allMatch(RepeatedGroupsTest::repeatsAGroup);
        assertThat(List.of("a(b)*+", "(b)++c", "(b){2,5}", "(b)?", "[(b)*]", "\\\\(b\\\\)*", BOUNDED + "9}$)(b)*"))
                .noneMatch(RepeatedGroupsTest::repeatsAGroup);
    }

    @Test
    void expressionInPartsIsSeen() {
        assertThat(literals(joined("Pattern.compile(\"(a\"\n    + \"b)*\")"))).containsExactly("(ab)*");
    }

    private static Stream<String> endlessGroups(Path file) {
        try {
            return joined(Files.readString(file))
                    .lines()
                    .filter(line -> line.contains("\""))
                    .filter(line ->
                            !line.strip().startsWith("*") && !line.strip().startsWith("//"))
                    .flatMap(RepeatedGroupsTest::literals)
                    .filter(RepeatedGroupsTest::repeatsAGroup)
                    .map(literal -> ROOT.relativize(file) + ": " + literal);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text that is written in parts is one text. */
    private static String joined(String source) {
        return source.replaceAll("\"\\s*\\+\\s*\"", "");
    }

    /** What stands between quotes in a line, as it stands there. */
    private static Stream<String> literals(String line) {
        var literals = Stream.<String>builder();
        int open = -1;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                if (open >= 0) {
                    literals.add(line.substring(open + 1, i));
                }
                open = open < 0 ? i : -1;
            }
        }
        return literals.build();
    }

    private static boolean repeatsAGroup(String literal) {
        boolean inClass = false;
        for (int i = 0; i < literal.length(); i++) {
            if (literal.startsWith("\\\\", i)) {
                i += 2;
            } else if (literal.charAt(i) == '\\') {
                i++;
            } else if (literal.charAt(i) == '[') {
                inClass = true;
            } else if (literal.charAt(i) == ']') {
                inClass = false;
            } else if (literal.charAt(i) == ')' && !inClass && isEndless(literal, i + 1)) {
                return !literal.contains(BOUNDED);
            }
        }
        return false;
    }

    private static boolean isEndless(String literal, int at) {
        if (at >= literal.length()) {
            return false;
        }
        return switch (literal.charAt(at)) {
            case '*', '+' -> !literal.startsWith("+", at + 1);
            case '{' -> literal.startsWith(",}", at + 2);
            default -> false;
        };
    }
}
