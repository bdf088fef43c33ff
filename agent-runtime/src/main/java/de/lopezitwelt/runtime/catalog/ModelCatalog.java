package de.lopezitwelt.runtime.catalog;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The operator's providers and models. Reloadable; a file that turned invalid leaves the last good state. */
public final class ModelCatalog {

    public static final String OFFLINE_MODEL = "lopez-offline";
    public static final String OFFLINE_PROVIDER = "offline";

    static final ModelDefinition OFFLINE = new ModelDefinition(
            OFFLINE_MODEL,
            OFFLINE_PROVIDER,
            OFFLINE_MODEL,
            32_768,
            4_096,
            Price.free("EUR"),
            Set.of(Capability.TOOLS, Capability.JSON_OBJECT, Capability.JSON_SCHEMA),
            null);

    public static final String OFFLINE_EMBEDDING_MODEL = "lopez-offline-embedding";

    static final ModelDefinition OFFLINE_EMBEDDING = new ModelDefinition(
            OFFLINE_EMBEDDING_MODEL,
            OFFLINE_PROVIDER,
            OFFLINE_EMBEDDING_MODEL,
            8_192,
            0,
            Price.free("EUR"),
            Set.of(Capability.EMBEDDINGS),
            null);

    private final CatalogSource source;
    private final PriceRule prices;
    private volatile CatalogSnapshot snapshot;

    private ModelCatalog(CatalogSource source, PriceRule prices) {
        this.source = source;
        this.prices = prices;
        this.snapshot = read(source, prices);
    }

    private static CatalogSnapshot read(CatalogSource source, PriceRule prices) {
        return CatalogReader.read(source).counted(prices);
    }

    /**
     * Reads files: not for an event loop.
     *
     * @throws InvalidCatalog naming every problem by its path
     */
    public static ModelCatalog load(CatalogSource source) {
        return load(source, price -> price);
    }

    /** As {@link #load(CatalogSource)}, with the prices that a service counts. */
    public static ModelCatalog load(CatalogSource source, PriceRule prices) {
        return new ModelCatalog(source, prices);
    }

    /**
     * Reads the source again; replies under way keep the state they started with. Not for an event loop.
     *
     * @throws InvalidCatalog when the source turned invalid; the last good state stays in use
     */
    public void reload() {
        snapshot = read(source, prices);
    }

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    public Optional<ModelDefinition> find(String name) {
        return snapshot.model(name);
    }

    public Collection<ModelDefinition> models() {
        return snapshot.models();
    }

    public ModelDefinition defaultModel() {
        return snapshot.defaultModel();
    }
}
