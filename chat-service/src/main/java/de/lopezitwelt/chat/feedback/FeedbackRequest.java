package de.lopezitwelt.chat.feedback;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A user's opinion of a session.
 *
 * @param satisfactionScore 1.00 to 5.00
 * @param feedback in the user's own words, at most 4,000 characters
 */
public record FeedbackRequest(
        @NotNull @DecimalMin("1.00") @DecimalMax("5.00") @Digits(integer = 1, fraction = 2)
        BigDecimal satisfactionScore,

        @Nullable @Size(max = 4_000) String feedback) {}
