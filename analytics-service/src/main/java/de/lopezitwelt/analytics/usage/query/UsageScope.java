package de.lopezitwelt.analytics.usage.query;

import java.util.Locale;

/** Whose usage an answer is about. */
enum UsageScope {
    /** The caller's. */
    OWN,
    /** Everybody's of agents that the caller created. */
    AGENT,
    /** Everybody's for an organization. */
    ORGANIZATION,
    PLATFORM;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
