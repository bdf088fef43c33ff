package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.Image;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that agents may name, or one that embeds, which they may not.
 *
 * @param upstreamName what the provider calls it
 * @param contextWindow tokens of prompt and answer together; of one input where the model embeds
 * @param maxOutputTokens tokens of an answer at most; 0 where the model embeds
 * @param fallback catalog name of the model that serves when this one's provider is away
 * @param imageTokens no more than this is counted for an image
 * @param quirks its provider's where it has none of its own
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

    /** Whether this is the built-in model, which is to be labelled so wherever it answers. */
    public boolean offline() {
        return provider.equals(ModelCatalog.OFFLINE_PROVIDER);
    }
}
