package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Opens a conversation.
 *
 * @param agentVersion holds on to this version of the agent; left out, the published one replies each time
 * @param organizationId the organization on whose behalf and budget; an API key of an organization implies it
 * @param metadata anything of the client's own
 */
public record StartSessionRequest(
        @NotNull Id agentId,
        @Nullable @Min(1) Long agentVersion,
        @Nullable @Size(max = 255) String title,
        @Nullable Id organizationId,

        @Schema(implementation = Object.class) @Nullable ObjectNode metadata) {}
