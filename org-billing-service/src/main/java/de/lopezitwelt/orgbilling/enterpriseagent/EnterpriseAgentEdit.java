package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a licensed agent can be patched. */
public record EnterpriseAgentEdit(
        @Schema(type = SchemaType.OBJECT, description = "At most 64 KiB") @Nullable
        JsonNode customConfig,

        @Valid @Nullable UsageLimits usageLimits,

        @NotNull Boolean isActive) {}
