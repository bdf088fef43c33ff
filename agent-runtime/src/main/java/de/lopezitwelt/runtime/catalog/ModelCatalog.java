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

    private final CatalogSource source;
    private volatile CatalogSnapshot snapshot;

    private ModelCatalog(CatalogSource source, CatalogSnapshot snapshot) {
        this.source = source;
        this.snapshot = snapshot;
    }

    /**
     * Reads files: not for an event loop.
     *
     * @throws InvalidCatalog naming every problem by its path
     */
    public static ModelCatalog load(CatalogSource source) {
        return new ModelCatalog(source, CatalogReader.read(source));
    }

    /**
     * Reads the source again; replies under way keep the state they started with. Not for an event loop.
     *
     * @throws InvalidCatalog when the source turned invalid; the last good state stays in use
     */
    public void reload() {
        snapshot = CatalogReader.read(source);
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
