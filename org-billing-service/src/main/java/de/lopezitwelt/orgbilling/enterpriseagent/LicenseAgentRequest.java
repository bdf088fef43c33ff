package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Licenses an agent to an organization. */
public record LicenseAgentRequest(
        @NotNull @Schema(examples = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071")
        Id agentId,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Merged over the agent's configuration, and valid with it; at most 64 KiB",
                examples = "{\"temperature\":0.2}")
        @Nullable
        JsonNode customConfig,

        @Valid @Nullable UsageLimits usageLimits) {

    EnterpriseAgentEdit edit() {
        return new EnterpriseAgentEdit(customConfig, usageLimits, true);
    }
}
