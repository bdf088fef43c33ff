package de.lopezitwelt.analytics.summary;

/** A session's totals with its user, whom the access rule needs and the answer leaves out. */
record OwnedSession(String userId, SessionSummary summary) {}
