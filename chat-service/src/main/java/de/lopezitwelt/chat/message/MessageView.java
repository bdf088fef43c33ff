package de.lopezitwelt.chat.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import de.lopezitwelt.chat.turn.MessageDraft;
import de.lopezitwelt.chat.turn.StoredMessage;
import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as its user sees it.
 *
 * @param position 1, 2, 3 … within the session
 * @param metadata a JSON object, held as text
 */
@Schema(name = "Message")
public record MessageView(
        String id,
        String sessionId,
        long position,
        MessageType type,
        String content,

        @Schema(implementation = Object.class)
        @JsonRawValue
        @JsonDeserialize(using = RawJsonDeserializer.class)
        @Nullable
        String metadata,

        int tokensUsed,
        int processingTimeMs,
        Instant createdAt) {

    public static MessageView of(StoredMessage message) {
        MessageDraft draft = message.draft();
        return new MessageView(
                draft.id(),
                message.sessionId(),
                message.position(),
                draft.type(),
                draft.content(),
                draft.metadata(),
                draft.tokensUsed(),
                draft.processingTimeMs(),
                draft.createdAt());
    }
}
