package de.lopezitwelt.runtime.catalog;

import java.util.Locale;

/** What a model can do beyond text. */
public enum Capability {
    TOOLS,
    JSON_OBJECT,
    JSON_SCHEMA,
    IMAGES;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
