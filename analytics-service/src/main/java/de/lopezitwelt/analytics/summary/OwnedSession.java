package de.lopezitwelt.analytics.summary;

/** A session's totals with whose they are, which is for the access rule and not for the answer. */
record OwnedSession(String userId, SessionSummary summary) {}
