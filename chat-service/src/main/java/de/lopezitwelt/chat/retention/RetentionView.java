package de.lopezitwelt.chat.retention;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions are kept after their last activity, in days.
 *
 * @param keepDays the rule; null when there is none
 * @param defaultKeepDays the time without a rule; null for ever
 */
@Schema(name = "Retention")
public record RetentionView(
        @Nullable Integer keepDays, @Nullable Integer defaultKeepDays) {}
