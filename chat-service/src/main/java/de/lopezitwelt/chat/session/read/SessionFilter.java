package de.lopezitwelt.chat.session.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's sessions; null where it does not matter.
 *
 * @param createdFrom from this millisecond on
 * @param createdBefore before this millisecond
 * @param title what the title begins with, whatever the case
 */
public record SessionFilter(
        @Nullable SessionStatus status,
        @Nullable String agentId,
        @Nullable String organizationId,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedBefore,
        @Nullable String title) {
    /** All of them. */
    public static final SessionFilter NONE = new SessionFilter(null, null, null, null, null, null, null, null);
}
