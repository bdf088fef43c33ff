package de.lopezitwelt.platform.local.data.rollback;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The undo scripts of a checkout: a service's own, and those of the platform's common tables. */
final class UndoScripts {
    private static final Pattern NAME = Pattern.compile("U([\\d_]+?)__\\w+\\.sql");
    private static final Path DIRECTORY = Path.of("src/main/resources/db/undo");

    private UndoScripts() {}

    /** The scripts for a schema, by version. */
    static Map<Version, UndoScript> of(Path root, String serviceModule, SchemaAccounts accounts) throws IOException {
        Map<String, String> placeholders =
                Arrays.stream(AccountRole.values()).collect(Collectors.toMap(AccountRole::wireName, accounts::account));
        var scripts = new TreeMap<Version, UndoScript>();
        for (String module : List.of(serviceModule, "platform/messaging")) {
            Path directory = root.resolve(module).resolve(DIRECTORY);
            if (!Files.isDirectory(directory)) {
                throw new IOException("no undo scripts: " + directory);
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.sorted().toList()) {
                    UndoScript script = read(file, placeholders);
                    if (scripts.put(script.version(), script) != null) {
                        throw new IOException("two undo scripts of one version: " + file);
                    }
                }
            }
        }
        return scripts;
    }

    private static UndoScript read(Path file, Map<String, String> placeholders) throws IOException {
        String name = file.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IOException("not the name of an undo script: " + file);
        }
        Version version = Version.parse(parts.group(1).replace('_', '.'));
        return UndoScript.parse(name, version, Files.readString(file), placeholders);
    }
}
