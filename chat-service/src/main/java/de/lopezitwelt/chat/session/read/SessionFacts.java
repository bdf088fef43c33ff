package de.lopezitwelt.chat.session.read;

import org.jspecify.annotations.Nullable;

/**
 * The facts of a session that never change.
 *
 * @param agentVersion the version of the agent that the session keeps; null for the published one
 */
public record SessionFacts(
        String id,
        String userId,
        String agentId,
        @Nullable String organizationId,
        @Nullable Long agentVersion) {}
