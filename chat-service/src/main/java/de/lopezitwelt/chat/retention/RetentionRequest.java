package de.lopezitwelt.chat.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** @param keepDays days after a session's last activity, 1 to 36,500 */
public record RetentionRequest(
        @NotNull @Min(1) @Max(36_500) @Nullable Integer keepDays) {}
