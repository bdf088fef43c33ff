package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.Nullable;

/** What of the history is wanted; null means everything. */
record ActivityFilter(@Nullable String userId, @Nullable String action) {}
