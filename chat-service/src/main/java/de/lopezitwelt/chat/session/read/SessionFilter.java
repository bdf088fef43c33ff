package de.lopezitwelt.chat.session.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects sessions of a user. A null component selects all.
 *
 * @param createdFrom from this millisecond on
 * @param createdBefore before this millisecond
 * @param title beginning of the title, in any case
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
    /** Selects all sessions. */
    public static final SessionFilter NONE = new SessionFilter(null, null, null, null, null, null, null, null);
}
