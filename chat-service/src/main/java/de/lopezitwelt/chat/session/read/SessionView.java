package de.lopezitwelt.chat.session.read;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it.
 *
 * @param agentId {@link SessionFacts#NO_AGENT} as long as the session has no agent
 * @param agentVersion the version of the agent that replies here; null for the one that is published at the time
 * @param metadata a JSON object, held as text
 * @param messageCount messages ever appended, in all branches
 * @param activeBranch the branch that lists show and new messages continue
 * @param branchCount 1 as long as no reply was regenerated and no message edited
 * @param leafMessageId the last message of the active branch
 * @param importedAt when it was imported; null for a session that was opened here
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
        int activeBranch,
        int branchCount,
        @Nullable String leafMessageId,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant importedAt,
        @JsonIgnore long version) {}
