package de.lopezitwelt.agent.agent.handover;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Copies an agent. */
public record CloneAgentRequest(
        @Size(min = 1, max = 255)
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Schema(description = "Left out: the original's with (copy) behind it", examples = "Support assistant, formal")
        @Nullable
        String name) {}
