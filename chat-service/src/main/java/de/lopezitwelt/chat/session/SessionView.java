package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its user sees it.
 *
 * @param agentVersion the version of the agent that replies here; null for the one that is published at the time
 * @param metadata a JSON object, held as text
 * @param messageCount messages ever appended
 * @param version shown as the ETag
 */
@Schema(name = "Session")
public record SessionView(
        String id,
        String userId,
        String agentId,
        @Nullable String organizationId,
        @Nullable Long agentVersion,
        @Nullable String title,
        SessionStatus status,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String metadata,

        long messageCount,
        @Nullable String activeReplyId,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {}
