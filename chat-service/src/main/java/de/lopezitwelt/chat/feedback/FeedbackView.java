package de.lopezitwelt.chat.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as its user sees it.
 *
 * @param satisfactionScore 1.00 to 5.00
 * @param version shown as the ETag
 */
@Schema(name = "Feedback")
public record FeedbackView(
        String sessionId,
        BigDecimal satisfactionScore,
        @Nullable String feedback,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {}
