package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the catalog comes from: a file, or one model named by three settings, or neither, which leaves the offline
 * model.
 *
 * @param file YAML or JSON
 * @param environment looks up the variables that {@code api_key.env} names
 */
public record CatalogSource(
        @Nullable Path file, @Nullable Shortcut shortcut, Function<String, @Nullable String> environment) {

    /**
     * {@code LOPEZ_MODEL_BASE_URL}, {@code LOPEZ_MODEL_API_KEY}, {@code LOPEZ_MODEL_NAME}, {@code LOPEZ_MODEL_IMAGES}. Naming a server here is the
     * operator's permission to reach it, also without TLS and on a private address.
     */
    public record Shortcut(URI baseUrl, @Nullable ApiKey apiKey, String modelName, boolean images) {}

    /** Nothing configured. */
    public static CatalogSource offline() {
        return new CatalogSource(null, null, name -> null);
    }

    public static CatalogSource file(Path file, Function<String, @Nullable String> environment) {
        return new CatalogSource(file, null, environment);
    }

    public static CatalogSource shortcut(URI baseUrl, @Nullable ApiKey apiKey, String modelName) {
        return shortcut(baseUrl, apiKey, modelName, false);
    }

    /** @param images whether the model can see */
    public static CatalogSource shortcut(URI baseUrl, @Nullable ApiKey apiKey, String modelName, boolean images) {
        return new CatalogSource(null, new Shortcut(baseUrl, apiKey, modelName, images), name -> null);
    }
}
