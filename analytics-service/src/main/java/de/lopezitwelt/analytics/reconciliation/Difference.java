package de.lopezitwelt.analytics.reconciliation;

/** A session for which the two sides have different tallies; a side that does not know the session has none. */
record Difference(String sessionId, Tally chat, Tally analytics) {}
