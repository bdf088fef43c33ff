package de.lopezitwelt.system.security.access;

import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tables of {@code docs/access.md}: whose the things are that each operation is about, and what each kind of caller is
 * answered about the things of each of them.
 *
 * @param answers whose → kind of caller → {@code in} or a status
 * @param operations method and path, without the names of parameters → whose
 */
record AccessPolicy(Map<String, Map<String, String>> answers, Map<String, List<String>> operations) {
    static final String LET_IN = "in";
    private static final String INTERNAL = "services'";

    static AccessPolicy read() throws IOException {
        Path document = Platform.ROOT.resolve("docs/access.md");
        Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        Map<String, List<String>> operations = new LinkedHashMap<>();
        List<String> kinds = List.of();
        for (String line : Files.readAllLines(document)) {
            List<String> cells = cells(line);
            if (cells.size() < 2 || cells.getFirst().startsWith("---")) {
                continue;
            }
            String first = cells.getFirst();
            if (first.equals("whose")) {
                kinds = cells;
            } else if (first.matches("`[A-Z]+ /.*`")) {
                operations.put(
                        unnamed(first.replace("`", "")), List.of(cells.get(1).split(", ")));
            } else if (cells.size() == kinds.size() && cells.get(1).matches("in|\\d{3}")) {
                Map<String, String> row = new HashMap<>();
                for (int i = 1; i < cells.size(); i++) {
                    row.put(kinds.get(i), cells.get(i));
                }
                answers.put(first, row);
            }
        }
        return new AccessPolicy(answers, operations);
    }

    /** Whose things the operation is about; none when the document does not say. */
    List<String> whose(ApiOperation operation) {
        return operation.isInternal() ? List.of(INTERNAL) : operations.getOrDefault(key(operation), List.of());
    }

    String expected(String whose, String kind) {
        Map<String, String> row = Objects.requireNonNull(answers.get(whose), () -> "no row for " + whose);
        return Objects.requireNonNull(row.get(kind), () -> "no column for " + kind);
    }

    Set<String> kinds() {
        return answers.values().iterator().next().keySet();
    }

    /** The operation as the document names it. */
    static String key(ApiOperation operation) {
        return unnamed(operation.method() + " " + operation.path());
    }

    static String unnamed(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
