package de.lopezitwelt.chat.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of the caller's messages are searched; null does not narrow.
 *
 * @param organizationId set for a key of an organization, which sees that organization's sessions only
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 */
record SearchFilter(
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String organizationId,
        @Nullable Instant from,
        @Nullable Instant to) {}
