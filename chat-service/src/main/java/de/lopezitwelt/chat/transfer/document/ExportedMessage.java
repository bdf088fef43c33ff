package de.lopezitwelt.chat.transfer.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.contracts.session.MessageType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message in an export.
 *
 * @param parentId the message that it follows; null at the beginning
 * @param branch 0 where the session began; the first message of the next branch has the next number
 */
@Schema(name = "ExportedMessage")
public record ExportedMessage(
        @NotNull String id,
        @Nullable String parentId,
        @Min(1) long position,
        @Min(0) int branch,
        @NotNull MessageType type,
        @NotNull String content,
        @Schema(implementation = Object.class) @Nullable ObjectNode metadata,
        @Min(0) int tokensUsed,
        @Min(0) int processingTimeMs,
        @NotNull Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<@Valid @NotNull ExportedFile> attachments) {

    public List<ExportedFile> files() {
        return attachments == null ? List.of() : attachments;
    }

    /** The same message with another time: ids here carry milliseconds only. */
    public ExportedMessage at(Instant time) {
        return new ExportedMessage(
                id,
                parentId,
                position,
                branch,
                type,
                content,
                metadata,
                tokensUsed,
                processingTimeMs,
                time,
                attachments);
    }
}
