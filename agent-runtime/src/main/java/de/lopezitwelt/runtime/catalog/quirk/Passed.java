package de.lopezitwelt.runtime.catalog.quirk;

import java.util.Locale;

/** Wishes of callers and agents that are sent only to providers whose catalog entry accepts them. */
public enum Passed {
    VERBOSITY,
    SERVICE_TIER,
    LOGIT_BIAS,
    EXTRA_BODY,
    EXTRA_HEADERS;

    /** The name in the catalog, lower case. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
