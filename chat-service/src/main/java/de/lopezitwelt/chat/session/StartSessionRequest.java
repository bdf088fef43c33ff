package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to open a session.
 *
 * @param agentVersion the version of the agent that the session keeps; null for the one that is published at each turn
 * @param organizationId the organization for which, and on whose budget, it is opened; implied by an organization's API key
 * @param metadata a JSON object of the client's own
 */
public record StartSessionRequest(
        @NotNull Id agentId,
        @Nullable @Min(1) Long agentVersion,
        @Nullable @Size(max = 255) String title,
        @Nullable Id organizationId,

        @Schema(implementation = Object.class) @Nullable ObjectNode metadata) {}
