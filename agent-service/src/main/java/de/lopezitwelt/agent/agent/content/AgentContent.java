package de.lopezitwelt.agent.agent.content;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The part of an agent that can be patched. */
@Schema(name = "AgentContent")
public record AgentContent(
        @NotBlank @Size(max = 255) @Schema(examples = "Support assistant")
        String name,

        @Size(max = 10_000) @Nullable String description,

        @NotBlank @Size(max = 100) @Schema(description = "One of GET /api/v1/models", examples = "lopez-offline")
        String model,

        @NotNull
        @Schema(
                type = SchemaType.OBJECT,
                description = "See GET /api/v1/agent-config-schema",
                examples = "{\"system_prompt\":\"Be brief.\"}")
        JsonNode config,

        @Size(max = 32)
        @Schema(description = "Free labels that clients show and search", examples = "[\"support\"]")
        @Nullable
        List<@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String> capabilities,

        @NotNull @Schema(examples = "private") AgentVisibility visibility,

        @Schema(description = "With visibility organization: which one") @Nullable
        Id organizationId) {

    private static final int LONGEST_NAME = 255;

    /**
     * The content of a copy: private, with a name that can exist beside the original.
     *
     * @param bound the organization whose key makes the copy, and to which it then belongs; null for a person's own
     */
    public AgentContent copiedAs(@Nullable String wanted, @Nullable String bound) {
        String copied =
                wanted != null ? wanted : name.substring(0, Math.min(name.length(), LONGEST_NAME - 7)) + " (copy)";
        AgentVisibility copies = bound == null ? AgentVisibility.PRIVATE : AgentVisibility.ORGANIZATION;
        return new AgentContent(copied, description, model, config, capabilities, copies, Id.of(bound));
    }
}
