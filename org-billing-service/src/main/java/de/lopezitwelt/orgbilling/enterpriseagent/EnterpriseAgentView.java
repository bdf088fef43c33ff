package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A licensed agent as the API shows it. */
@Schema(name = "EnterpriseAgent")
public record EnterpriseAgentView(
        @Schema(examples = "0198c5a6-1b2c-7d3e-8f40-516273849506")
        String id,

        String organizationId,

        String agentId,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Merged over the agent's own configuration (JSON Merge Patch)",
                examples = "{\"system_prompt\":\"You answer for Contoso.\"}")
        @Nullable
        JsonNode customConfig,

        UsageLimits usageLimits,

        boolean isActive,

        Instant createdAt,

        Instant updatedAt) {}
