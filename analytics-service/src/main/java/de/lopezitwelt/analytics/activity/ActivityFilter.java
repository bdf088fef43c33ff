package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.Nullable;

/** Which part of the history to return; null means everything. */
record ActivityFilter(@Nullable String userId, @Nullable String action) {}
