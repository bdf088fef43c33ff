package de.lopezitwelt.platform.local.data.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every migration of the checkout has an undo, and both say how they change tables that may be large. */
class UndoScriptsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern MIGRATION =
            Pattern.compile(".*/src/main/resources/db/(?:migration|platform)/V.*\\.sql");
    private static final Pattern UNDO = Pattern.compile(".*/src/main/resources/db/undo/U.*\\.sql");
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern ALTERED =
            Pattern.compile("(?:ALTER TABLE|CREATE (?:UNIQUE |FULLTEXT )?INDEX \\w+ ON) (\\w+)[^;]*");
    private static final Pattern STATED =
            Pattern.compile("ALGORITHM ?= ?INSTANT|ALGORITHM ?= ?(?:INPLACE|COPY),? LOCK ?= ?(?:NONE|SHARED)");

    @Test
    void everyMigrationHasAnUndoAndEveryUndoAMigration() throws IOException {
        assertThat(files(UNDO).map(file -> name(file).replace("/db/undo/U", "/V")))
                .containsExactlyInAnyOrderElementsOf(files(MIGRATION)
                        .map(file -> name(file).replaceAll("/db/(?:migration|platform)/V", "/V"))
                        .toList());
    }

    /** Those that landed before the rule are not changed any more; see what the list says of each. */
    @Test
    void changesOfTablesThatExistSayHowTheyAreMade() throws IOException {
        Set<String> landed = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/changes-before-the-rule.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                assertThat(line).as("a reason behind the name").contains(": ");
                landed.add(line.substring(0, line.indexOf(": ")));
            }
        }
        Set<String> silent = new TreeSet<>();
        for (Path file : Stream.concat(files(MIGRATION), files(UNDO)).toList()) {
            if (!silentChanges(Files.readString(file)).isEmpty()) {
                silent.add(name(file));
            }
        }
        assertThat(silent).isEqualTo(landed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE users ADD COLUMN a INT | users",
                "ALTER TABLE users ADD COLUMN a INT, ALGORITHM = INSTANT | ''",
                "ALTER TABLE users ADD INDEX i (a), ALGORITHM = INPLACE, LOCK = NONE | ''",
                "ALTER TABLE users ADD INDEX i (a), ALGORITHM = INPLACE | users",
                "CREATE INDEX i ON users (a) | users",
                "CREATE INDEX i ON users (a) ALGORITHM = INPLACE LOCK = NONE | ''",
                "CREATE TABLE users (id INT); ALTER TABLE users ADD INDEX i (id) | ''"
            })
    void aSilentChangeIsFound(String sql, String table) {
        assertThat(String.join(",", silentChanges(sql))).isEqualTo(table);
    }

    @Test
    void aScriptSaysWhatItLoses() {
        UndoScript script = UndoScript.parse("U1__x.sql", Version.parse("1"), """
                -- Why.
                DROP TABLE a;

                -- loses SELECT COUNT(*) FROM b WHERE c
                ALTER TABLE b
                    DROP COLUMN c;
                -- loses nothing: it is empty
                DROP TABLE d;
                REVOKE SELECT ON a FROM '${reader}'@'%';
                """, Map.of("reader", "x_reader"));

        assertThat(script.statements())
                .containsExactly(
                        new UndoStatement("DROP TABLE a", UndoStatement.DERIVED),
                        new UndoStatement("ALTER TABLE b\n    DROP COLUMN c", "SELECT COUNT(*) FROM b WHERE c"),
                        new UndoStatement("DROP TABLE d", ""),
                        new UndoStatement("REVOKE SELECT ON a FROM 'x_reader'@'%'", UndoStatement.DERIVED));
    }

    @Test
    void aScriptThatIsCutOffIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UndoScript.parse("U1__x.sql", Version.parse("1"), "DROP TABLE a", Map.of()))
                .withMessageContaining("U1__x.sql");
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(Version.parse("1.10.0"))
                .isGreaterThan(Version.parse("1.9.3"))
                .hasToString("1.10.0");
        assertThat(Version.parse("1.9")).isEqualTo(Version.parse("1.9.0")).hasToString("1.9.0");
        assertThat(Version.parse("0")).isLessThan(Version.parse("0.0.1")).hasToString("0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse("latest"))
                .withMessageContaining("latest");
    }

    private static List<String> silentChanges(String sql) {
        String statements =
                sql.replaceAll("(?m)--.*$", "").replaceAll("'[^']*'", "''").replaceAll("\\s+", " ");
        Set<String> created = new HashSet<>();
        Matcher creation = CREATED.matcher(statements);
        while (creation.find()) {
            created.add(creation.group(1));
        }
        var silent = new ArrayList<String>();
        Matcher change = ALTERED.matcher(statements);
        while (change.find()) {
            if (!created.contains(change.group(1))
                    && !STATED.matcher(change.group()).find()) {
                silent.add(change.group(1));
            }
        }
        return silent;
    }

    private static Stream<Path> files(Pattern pattern) throws IOException {
        var found = new ArrayList<Path>();
        for (String module : List.of(
                "auth-service",
                "agent-service",
                "chat-service",
                "org-billing-service",
                "analytics-service",
                "platform/messaging")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/resources/db"))) {
                files.filter(file -> pattern.matcher(file.toString()).matches()).forEach(found::add);
            }
        }
        return found.stream().sorted();
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace("src/main/resources/", "");
    }
}
