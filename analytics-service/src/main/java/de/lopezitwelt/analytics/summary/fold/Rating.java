package de.lopezitwelt.analytics.summary.fold;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest rating of a session within a batch; a null score withdraws it. */
record Rating(String userId, @Nullable BigDecimal score, Instant time) {}
