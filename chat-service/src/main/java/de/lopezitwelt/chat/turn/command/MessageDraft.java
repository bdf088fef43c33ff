package de.lopezitwelt.chat.turn.command;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that is about to be stored; its position is assigned under the session's lock.
 *
 * @param id assigned before the first attempt, so that a retry finds what the first one wrote
 * @param metadata JSON text
 * @param createdAt the id's millisecond
 * @param files of the user that the message takes; they must not belong to another message
 */
public record MessageDraft(
        String id,
        MessageType type,
        String content,
        @Nullable String metadata,
        int tokensUsed,
        int processingTimeMs,
        Instant createdAt,
        List<AttachedFile> files) {

    public MessageDraft {
        files = List.copyOf(files);
    }

    public MessageDraft(
            String id,
            MessageType type,
            String content,
            @Nullable String metadata,
            int tokensUsed,
            int processingTimeMs,
            Instant createdAt) {
        this(id, type, content, metadata, tokensUsed, processingTimeMs, createdAt, List.of());
    }
}
