package de.lopezitwelt.runtime.catalog.quirk;

import java.util.Locale;

/** What callers and agents may want of a provider, and what is sent only where the catalog says that it is taken. */
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
