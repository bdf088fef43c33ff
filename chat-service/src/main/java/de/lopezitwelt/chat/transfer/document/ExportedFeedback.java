package de.lopezitwelt.chat.transfer.document;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Feedback in an export. */
@Schema(name = "ExportedFeedback")
public record ExportedFeedback(
        @NotNull @DecimalMin("1.00") @DecimalMax("5.00") @Digits(integer = 1, fraction = 2)
        BigDecimal satisfactionScore,

        @Nullable @Size(max = 4_000) String feedback,
        @NotNull Instant createdAt,
        @NotNull Instant updatedAt) {}
