package de.lopezitwelt.runtime.catalog;

import java.util.Locale;

/** What a model can do beyond text. */
public enum Capability {
    TOOLS,
    JSON_OBJECT,
    JSON_SCHEMA,
    IMAGES,
    /** The model turns texts into vectors, and does nothing else. */
    EMBEDDINGS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
