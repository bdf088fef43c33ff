package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.platform.messaging.stream.LogLevel;
import org.jspecify.annotations.Nullable;

/** Which lines to return; null means all. */
record LogFilter(@Nullable LogLevel level, @Nullable String category) {}
