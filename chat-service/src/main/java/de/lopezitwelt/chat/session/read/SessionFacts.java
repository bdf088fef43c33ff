package de.lopezitwelt.chat.session.read;

import org.jspecify.annotations.Nullable;

/**
 * What never changes about a session.
 *
 * @param agentVersion the version of the agent that the session holds on to; null for the one that is published
 */
public record SessionFacts(
        String id,
        String userId,
        String agentId,
        @Nullable String organizationId,
        @Nullable Long agentVersion) {}
