package de.lopezitwelt.agent.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.agent.agent.content.AgentContent;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Creates an agent; its type stays what it is. */
public record CreateAgentRequest(
        @NotBlank @Size(max = 255) @Schema(description = "Unique among your agents", examples = "Support assistant")
        String name,

        @NotNull @Schema(examples = "assistant") AgentType type,

        @Size(min = 1, max = 100)
        @Schema(description = "One of GET /api/v1/models; left out: the operator's default", examples = "lopez-offline")
        @Nullable
        String model,

        @Schema(
                type = SchemaType.OBJECT,
                description = "See GET /api/v1/agent-config-schema; left out: {}",
                examples = "{\"system_prompt\":\"Be brief.\"}")
        @Nullable
        JsonNode config,

        @Size(max = 10_000) @Nullable String description,

        @Size(max = 32) @Schema(examples = "[\"support\"]") @Nullable
        List<@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String> capabilities,

        @Schema(description = "Left out: private, and organization with a key of an organization") @Nullable
        AgentVisibility visibility,

        @Schema(description = "With visibility organization: which one; a key of an organization implies its own")
        @Nullable
        Id organizationId) {

    /** @param bound the organization whose key asks; null for anybody else */
    AgentContent content(String resolvedModel, @Nullable String bound) {
        AgentVisibility usual = bound == null ? AgentVisibility.PRIVATE : AgentVisibility.ORGANIZATION;
        AgentVisibility wanted = visibility == null ? usual : visibility;
        boolean implied = organizationId == null && wanted == AgentVisibility.ORGANIZATION;
        return new AgentContent(
                name,
                description,
                resolvedModel,
                config == null ? JsonNodeFactory.instance.objectNode() : config,
                capabilities,
                wanted,
                implied ? Id.of(bound) : organizationId);
    }
}
