package de.lopezitwelt.runtime.catalog.file;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads keys and other secrets, which are never in the catalog itself. */
public final class KeyReader {

    private final Function<String, @Nullable String> environment;
    private final Path catalog;

    public KeyReader(Function<String, @Nullable String> environment, Path catalog) {
        this.environment = environment;
        this.catalog = catalog;
    }

    /** The {@code api_key} of an entry; null when it has none or when it cannot be read, which is recorded. */
    public @Nullable ApiKey read(CatalogNode node) {
        CatalogNode key = node.child("api_key");
        if (key == null) {
            return null;
        }
        String value = secret(node, "api_key");
        if (value != null && value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            node.problem("api_key", "does not hold a key of printable ASCII characters");
            return null;
        }
        return value == null ? null : new ApiKey(value);
    }

    /**
     * The secret that {@code {env: …}} or {@code {file: …}} under this key names, without blanks around it; null when it
     * cannot be read, which is recorded.
     */
    public @Nullable String secret(CatalogNode node, String name) {
        CatalogNode key = node.child(name);
        if (key == null) {
            return null;
        }
        key.allowOnly("env", "file");
        String variable = key.optionalText("env");
        String file = key.optionalText("file");
        if ((variable == null) == (file == null)) {
            node.problem(name, "must have either env or file; the key itself never stands in the catalog");
            return null;
        }
        return variable != null ? fromEnvironment(key, variable) : fromFile(key, String.valueOf(file));
    }

    private @Nullable String fromEnvironment(CatalogNode key, String variable) {
        String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            key.problem("env", "this variable is not set");
            return null;
        }
        return value.strip();
    }

    private @Nullable String fromFile(CatalogNode key, String file) {
        try {
            String value = Files.readString(catalog.resolveSibling(file)).strip();
            if (value.isEmpty()) {
                key.problem("file", "is empty");
                return null;
            }
            return value;
        } catch (IOException e) {
            key.problem("file", "cannot be read");
            return null;
        }
    }
}
