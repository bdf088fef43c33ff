package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One package writes a table. Who writes what is read from the SQL in the sources and compared with table-owners.txt, which
 * names each table's owner and every exception with its reason.
 */
class TableOwnersTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));
    private static final Path OWNERS = ROOT.resolve("system-tests/src/test/resources/table-owners.txt");
    private static final Map<String, String> SCHEMAS = Map.of(
            "auth-service", "auth",
            "agent-service", "agent",
            "chat-service", "chat",
            "org-billing-service", "orgbilling",
            "analytics-service", "analytics",
            "platform", "platform",
            "kernel", "platform");

    /** The SQL holds a placeholder for these, since the schema's name stands before them. */
    private static final Set<String> NAMED_AT_RUN_TIME =
            Set.of("platform aggregate_versions", "platform consumer_offsets", "platform event_gaps");

    private static final Pattern CONCATENATED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern PACKAGE = Pattern.compile("^package de\\.lopezitwelt\\.([a-z.]+);", Pattern.MULTILINE);
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)");
    private static final Pattern WRITTEN = Pattern.compile(
            "\\b(?:INSERT(?: IGNORE)? INTO|UPDATE|DELETE(?: [a-z]+)? FROM|REPLACE INTO) ([a-z_]+)|@Table\\(name = \"([a-z_]+)\"\\)");

    /** {@code schema table} → packages. */
    private final Map<String, Set<String>> listed = new TreeMap<>();

    private final Map<String, Set<String>> tables = new TreeMap<>();

    @Test
    void eachTableIsWrittenByItsOwnerAndByTheListedExceptionsOnly() throws IOException {
        readOwners();
        Map<String, Set<String>> seen = writers();

        var strangers = new TreeMap<String, Set<String>>();
        seen.forEach((table, writers) -> {
            var others = new TreeSet<>(writers);
            others.removeAll(listed.getOrDefault(table, Set.of()));
            if (!others.isEmpty()) {
                strangers.put(table, others);
            }
        });

        assertThat(strangers).as("packages that write a table of somebody else").isEmpty();
        assertThat(seen).as("the sources were read").hasSizeGreaterThan(50);
    }

    @Test
    void everyListedPackageStillWritesItsTable() throws IOException {
        readOwners();
        Map<String, Set<String>> seen = writers();

        var stale = new TreeMap<String, Set<String>>();
        listed.forEach((table, packages) -> {
            var idle = new TreeSet<>(packages);
            idle.removeAll(seen.getOrDefault(table, Set.of()));
            if (!idle.isEmpty() && !NAMED_AT_RUN_TIME.contains(table)) {
                stale.put(table, idle);
            }
        });

        assertThat(stale)
                .as("packages that are listed and do not write the table")
                .isEmpty();
    }

    /** Packages by {@code schema table}, from the SQL in the sources. */
    private Map<String, Set<String>> writers() throws IOException {
        readTables();
        var seen = new TreeMap<String, Set<String>>();
        for (Path file : sources("src/main/java", ".java")) {
            String text = CONCATENATED.matcher(Files.readString(file)).replaceAll("");
            String writer = first(PACKAGE, text);
            for (String table : all(WRITTEN, text)) {
                key(schemaOf(file), table)
                        .ifPresent(key ->
                                seen.computeIfAbsent(key, k -> new TreeSet<>()).add(writer));
            }
        }
        return seen;
    }

    private void readOwners() throws IOException {
        String table = "";
        for (String line : Files.readAllLines(OWNERS)) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.startsWith("also ")) {
                int colon = text.indexOf(':');
                assertThat(text.substring(colon + 1).strip())
                        .as("reason of: " + text)
                        .isNotEmpty();
                Objects.requireNonNull(listed.get(table), line).add(text.substring("also ".length(), colon));
            } else {
                List<String> parts = List.of(text.split(" +"));
                assertThat(parts).as(text).hasSize(3);
                table = parts.get(0) + " " + parts.get(1);
                listed.put(table, new TreeSet<>(Set.of(parts.get(2))));
            }
        }
    }

    private void readTables() throws IOException {
        for (Path file : sources("src/main/resources/db", ".sql")) {
            tables.computeIfAbsent(schemaOf(file), schema -> new TreeSet<>()).addAll(all(CREATED, read(file)));
        }
    }

    /** A service's own table, else one that the platform gives every schema. */
    private java.util.Optional<String> key(String schema, String table) {
        return Stream.of(schema, "platform")
                .filter(owner -> tables.getOrDefault(owner, Set.of()).contains(table))
                .map(owner -> owner + " " + table)
                .findFirst();
    }

    private static String schemaOf(Path file) {
        return SCHEMAS.getOrDefault(ROOT.relativize(file).getName(0).toString(), "");
    }

    private static List<Path> sources(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> file.toString().contains("/" + below + "/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !schemaOf(file).isEmpty())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
