package de.lopezitwelt.chat.session;

import org.jspecify.annotations.Nullable;

/** What never changes about a session. */
public record SessionFacts(
        String id, String userId, String agentId, @Nullable String organizationId) {}
