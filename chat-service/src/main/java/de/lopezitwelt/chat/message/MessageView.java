package de.lopezitwelt.chat.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.turn.MessageDraft;
import de.lopezitwelt.chat.turn.StoredMessage;
import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as its user sees it.
 *
 * @param position 1, 2, 3 … within the session
 * @param parentId the message it follows; null at the beginning
 * @param branch 0 where the session began; a regenerated reply or an edited message opens the next one
 * @param metadata a JSON object, held as text
 * @param originalId in the export that it was imported from; null for what was said here
 * @param attachmentCount files of the message, whether or not they have been read
 * @param attachments its files; what a prompt is made of does not tell
 * @param siblings null where no other message follows the same one; what a turn answers with does not tell
 */
@Schema(name = "Message")
public record MessageView(
        String id,
        String sessionId,
        long position,
        @Nullable String parentId,
        int branch,
        MessageType type,
        String content,

        @Schema(implementation = Object.class)
        @JsonRawValue
        @JsonDeserialize(using = RawJsonDeserializer.class)
        @Nullable
        String metadata,

        int tokensUsed,
        int processingTimeMs,
        Instant createdAt,
        @Nullable Siblings siblings,
        List<AttachedFile> attachments,
        @JsonIgnore int attachmentCount,
        @JsonIgnore @Nullable String originalId) {

    public MessageView {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /**
     * A message among those that follow the same one.
     *
     * @param position 1, 2, 3 … in the order they came
     * @param count of all of them
     */
    @Schema(name = "Siblings")
    public record Siblings(int position, int count) {}

    MessageView among(@Nullable Siblings others) {
        return with(others, attachments);
    }

    MessageView with(List<AttachedFile> files) {
        return with(siblings, files);
    }

    private MessageView with(@Nullable Siblings others, List<AttachedFile> files) {
        return new MessageView(
                id,
                sessionId,
                position,
                parentId,
                branch,
                type,
                content,
                metadata,
                tokensUsed,
                processingTimeMs,
                createdAt,
                others,
                files,
                attachmentCount,
                originalId);
    }

    /** Whether there is anything in it for a model to read. */
    @JsonIgnore
    public boolean says() {
        return !content.isEmpty() || attachmentCount > 0;
    }

    /** Whether it came from an export: nobody said it here. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean imported() {
        return originalId != null;
    }

    public static MessageView of(StoredMessage message) {
        MessageDraft draft = message.draft();
        return new MessageView(
                draft.id(),
                message.sessionId(),
                message.position(),
                message.parentId(),
                message.branch(),
                draft.type(),
                draft.content(),
                draft.metadata(),
                draft.tokensUsed(),
                draft.processingTimeMs(),
                draft.createdAt(),
                null,
                draft.files(),
                draft.files().size(),
                null);
    }
}
