package de.lopezitwelt.chat.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of one's messages are looked at; null does not narrow.
 *
 * @param organizationId set for a key of an organization, which sees that organization's sessions only
 * @param from earliest time, itself included
 * @param to earliest time that is too late
 */
record SearchFilter(
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String organizationId,
        @Nullable Instant from,
        @Nullable Instant to) {}
