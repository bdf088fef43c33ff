package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads keys, which stand anywhere but in the catalog itself. */
final class KeyReader {

    private final Function<String, @Nullable String> environment;
    private final Path catalog;

    KeyReader(Function<String, @Nullable String> environment, Path catalog) {
        this.environment = environment;
        this.catalog = catalog;
    }

    @Nullable
    ApiKey read(CatalogNode node) {
        CatalogNode key = node.child("api_key");
        if (key == null) {
            return null;
        }
        key.allowOnly("env", "file");
        String variable = key.optionalText("env");
        String file = key.optionalText("file");
        if ((variable == null) == (file == null)) {
            node.problem("api_key", "must have either env or file; the key itself never stands in the catalog");
            return null;
        }
        return variable != null ? fromEnvironment(key, variable) : fromFile(key, String.valueOf(file));
    }

    @Nullable
    private ApiKey fromEnvironment(CatalogNode key, String variable) {
        String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            key.problem("env", "this variable is not set");
            return null;
        }
        return checked(key, "env", value);
    }

    @Nullable
    private ApiKey fromFile(CatalogNode key, String file) {
        try {
            return checked(key, "file", Files.readString(catalog.resolveSibling(file)));
        } catch (IOException e) {
            key.problem("file", "cannot be read");
            return null;
        }
    }

    @Nullable
    private static ApiKey checked(CatalogNode key, String field, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            key.problem(field, "does not hold a key of printable ASCII characters");
            return null;
        }
        return new ApiKey(stripped);
    }
}
