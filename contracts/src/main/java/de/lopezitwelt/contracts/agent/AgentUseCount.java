package de.lopezitwelt.contracts.agent;

/** How many of a service's things use an agent: chat counts sessions, org-billing licences. */
public record AgentUseCount(long count) {}
