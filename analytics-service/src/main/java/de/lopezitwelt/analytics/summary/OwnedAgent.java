package de.lopezitwelt.analytics.summary;

/** An agent's totals with who made it, which is for the access rule and not for the answer. */
record OwnedAgent(String createdBy, AgentSummary summary) {}
