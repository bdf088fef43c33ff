package de.lopezitwelt.analytics.reconciliation;

/** A session of which the two sides say something else; a side that does not know it says nothing of it. */
record Difference(String sessionId, Tally chat, Tally analytics) {}
