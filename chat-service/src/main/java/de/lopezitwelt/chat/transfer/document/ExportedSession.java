package de.lopezitwelt.chat.transfer.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.session.read.SessionStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session in an export. Its ids are the original ones, however often it was exported and imported.
 *
 * @param activeBranch the branch that pages show
 * @param messages by position
 */
@Schema(name = "ExportedSession")
public record ExportedSession(
        @NotNull String id,
        @NotNull @Size(max = 36) String agentId,
        @Nullable Long agentVersion,
        @Nullable @Size(max = 36) String organizationId,
        @Nullable @Size(max = 255) String title,
        @NotNull SessionStatus status,
        @Schema(implementation = Object.class) @Nullable ObjectNode metadata,
        @NotNull Instant startedAt,
        @Nullable Instant endedAt,
        @NotNull Instant createdAt,
        @NotNull Instant updatedAt,
        @Min(0) int activeBranch,
        @Valid @Nullable ExportedFeedback feedback,
        @NotNull List<@Valid @NotNull ExportedMessage> messages) {
    /** The same session begun at another time, with times of messages in milliseconds, as ids here carry them. */
    public ExportedSession at(Instant time) {
        return new ExportedSession(
                id,
                agentId,
                agentVersion,
                organizationId,
                title,
                status,
                metadata,
                startedAt,
                endedAt,
                time,
                updatedAt,
                activeBranch,
                feedback,
                messages.stream()
                        .map(message -> message.at(message.createdAt().truncatedTo(ChronoUnit.MILLIS)))
                        .toList());
    }
}
