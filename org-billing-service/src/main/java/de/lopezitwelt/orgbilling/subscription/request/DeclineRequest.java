package de.lopezitwelt.orgbilling.subscription.request;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Declines what waits for approval. */
public record DeclineRequest(
        @Size(max = 500) @Schema(description = "Told to the buyer", examples = "The invoice of May is open") @Nullable
        String reason) {}
