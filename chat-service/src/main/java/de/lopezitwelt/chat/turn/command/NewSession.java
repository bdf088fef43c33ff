package de.lopezitwelt.chat.turn.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that is created together with its first turn.
 *
 * @param metadata JSON text
 */
public record NewSession(
        String agentId,
        @Nullable String organizationId,
        @Nullable String title,
        @Nullable String metadata,
        Instant startedAt) {}
