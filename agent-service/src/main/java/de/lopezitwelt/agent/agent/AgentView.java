package de.lopezitwelt.agent.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agent as the API shows it. */
@Schema(name = "Agent")
public record AgentView(
        @Schema(examples = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071")
        String id,

        @Schema(examples = "Support assistant") String name,

        @Nullable String description,

        AgentType type,

        @Schema(examples = "lopez-offline") String model,

        @Schema(type = SchemaType.OBJECT, description = "Null when you may use the agent but not manage it") @Nullable
        JsonNode config,

        @Nullable List<String> capabilities,

        AgentVisibility visibility,

        @Nullable String organizationId,

        @Schema(description = "False while suspended or being deleted")
        boolean isActive,

        String createdBy,

        @Schema(description = "The version that replies and is shown here", examples = "1")
        long versionNumber,

        @Schema(description = "Grows with each change of model or configuration", examples = "1")
        long newestVersionNumber,

        @Schema(description = "The user to whom the agent is offered; shown to its creator and to that user") @Nullable
        String offeredTo,

        Instant createdAt,

        Instant updatedAt) {

    static AgentView of(Agent agent, AgentPolicy.Access access) {
        return of(agent, access, access == AgentPolicy.Access.OWN ? agent.offeredTo() : null);
    }

    /** The view for the user to whom the agent is offered. */
    static AgentView offered(Agent agent) {
        return of(agent, AgentPolicy.Access.SEE, agent.offeredTo());
    }

    private static AgentView of(Agent agent, AgentPolicy.Access access, @Nullable String offeredTo) {
        var content = agent.content();
        return new AgentView(
                agent.id(),
                content.name(),
                content.description(),
                agent.type(),
                content.model(),
                access.includes(AgentPolicy.Access.MANAGE) ? content.config() : null,
                content.capabilities(),
                content.visibility(),
                Id.textOf(content.organizationId()),
                agent.active(),
                agent.createdBy(),
                agent.versionNumber(),
                agent.newestVersionNumber(),
                offeredTo,
                agent.createdAt(),
                agent.updatedAt());
    }

    public static AgentView whole(Agent agent) {
        return of(agent, AgentPolicy.Access.OWN);
    }

    /** The view for a user of that access, and the version its ETag shows. */
    public static Versioned<AgentView> versioned(Agent agent, AgentPolicy.Access access) {
        return new Versioned<>(of(agent, access), agent.version());
    }
}
