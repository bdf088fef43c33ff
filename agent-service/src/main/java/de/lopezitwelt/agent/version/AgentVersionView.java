package de.lopezitwelt.agent.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version as the API shows it. */
@Schema(name = "AgentVersion")
public record AgentVersionView(
        String agentId,

        @Schema(examples = "3") long versionNumber,

        @Schema(examples = "lopez-offline") String model,

        @Schema(type = SchemaType.OBJECT, examples = "{\"system_prompt\":\"Be brief.\"}")
        JsonNode config,

        @Schema(description = "Who made the change; null when that person was erased") @Nullable
        String createdBy,

        Instant createdAt,

        @Schema(description = "When it first replied; null while it only was prepared") @Nullable
        Instant publishedAt) {

    static AgentVersionView of(AgentVersion row) {
        return new AgentVersionView(
                row.agentId(),
                row.versionNumber(),
                row.model(),
                row.config(),
                row.createdBy(),
                row.createdAt(),
                row.publishedAt());
    }
}
