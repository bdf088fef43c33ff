package de.lopezitwelt.agent.agent.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version to try before it replies. */
public record PrepareVersionRequest(
        @Size(min = 1, max = 100) @Schema(description = "Left out: the model of the version that replies") @Nullable
        String model,

        @NotNull
        @Schema(
                type = SchemaType.OBJECT,
                description = "The whole configuration",
                examples = "{\"system_prompt\":\"Be brief and friendly.\"}")
        JsonNode config) {}
