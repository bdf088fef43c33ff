package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.Image;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that agents may name, or one that embeds, which they may not.
 *
 * @param upstreamName the provider's name for it
 * @param contextWindow tokens of prompt and answer together; of one input for a model that embeds
 * @param maxOutputTokens most tokens of an answer; 0 for a model that embeds
 * @param fallback catalog name of the model that serves when this one's provider is away
 * @param imageTokens most tokens that an image counts
 * @param quirks its own, or those of its provider
 */
public record ModelDefinition(
        String name,
        String provider,
        String upstreamName,
        int contextWindow,
        int maxOutputTokens,
        Price price,
        Set<Capability> capabilities,
        @Nullable String fallback,
        int imageTokens,
        Quirks quirks) {

    public ModelDefinition {
        capabilities = Set.copyOf(capabilities);
    }

    public ModelDefinition(
            String name,
            String provider,
            String upstreamName,
            int contextWindow,
            int maxOutputTokens,
            Price price,
            Set<Capability> capabilities,
            @Nullable String fallback) {
        this(
                name,
                provider,
                upstreamName,
                contextWindow,
                maxOutputTokens,
                price,
                capabilities,
                fallback,
                Image.DEFAULT_TOKENS,
                Quirks.NONE);
    }

    ModelDefinition at(Price otherPrice) {
        return new ModelDefinition(
                name,
                provider,
                upstreamName,
                contextWindow,
                maxOutputTokens,
                otherPrice,
                capabilities,
                fallback,
                imageTokens,
                quirks);
    }

    public boolean takesImages() {
        return capabilities.contains(Capability.IMAGES);
    }

    /** Whether it turns texts into vectors instead of answering. */
    public boolean embeds() {
        return capabilities.contains(Capability.EMBEDDINGS);
    }

    /** Whether this is the built-in model: its answers must say so. */
    public boolean offline() {
        return provider.equals(ModelCatalog.OFFLINE_PROVIDER);
    }
}
