package de.lopezitwelt.analytics.summary;

/** An agent's totals with its creator, whom the access rule needs and the answer leaves out. */
record OwnedAgent(String createdBy, AgentSummary summary) {}
