package de.lopezitwelt.agent.erasure;

/** An agent of a user who is being erased, under its row lock. */
record OwnedAgent(String id, long version) {}
