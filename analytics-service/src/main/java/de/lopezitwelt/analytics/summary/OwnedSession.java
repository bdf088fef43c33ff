package de.lopezitwelt.analytics.summary;

import org.jspecify.annotations.Nullable;

/** A session's totals with whose they are, which is for the access rule and not for the answer. */
record OwnedSession(String userId, @Nullable String organizationId, SessionSummary summary) {}
