package de.lopezitwelt.analytics.summary;

import org.jspecify.annotations.Nullable;

/** A session's totals with its user and organization, which the access rule needs and the answer leaves out. */
record OwnedSession(String userId, @Nullable String organizationId, SessionSummary summary) {}
