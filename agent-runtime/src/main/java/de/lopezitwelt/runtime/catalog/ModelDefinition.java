package de.lopezitwelt.runtime.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that agents may name.
 *
 * @param upstreamName what the provider calls it
 * @param contextWindow tokens of prompt and answer together
 * @param maxOutputTokens tokens of an answer at most
 * @param fallback catalog name of the model that serves when this one's provider is away
 */
public record ModelDefinition(
        String name,
        String provider,
        String upstreamName,
        int contextWindow,
        int maxOutputTokens,
        Price price,
        Set<Capability> capabilities,
        @Nullable String fallback) {

    public ModelDefinition {
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether this is the built-in model, which is to be labelled so wherever it answers. */
    public boolean offline() {
        return provider.equals(ModelCatalog.OFFLINE_PROVIDER);
    }
}
