package de.lopezitwelt.agent.agent.handover;

import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Offers an agent to somebody. */
public record HandoverRequest(
        @NotNull @Schema(examples = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071")
        Id userId) {}
