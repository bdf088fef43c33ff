package de.lopezitwelt.runtime.catalog.quirk;

import java.util.Arrays;
import java.util.Locale;

/** How many system messages a model takes. */
public enum SystemMessages {
    /** As many as there are, anywhere. */
    MANY,
    /** One, at the beginning. */
    ONE,
    /** None: their text becomes part of a user's message. */
    NONE;

    /** The name in the catalog, lower case. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String[] wireNames() {
        return Arrays.stream(values()).map(SystemMessages::wireName).toArray(String[]::new);
    }
}
