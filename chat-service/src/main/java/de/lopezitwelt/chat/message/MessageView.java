package de.lopezitwelt.chat.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.contracts.session.MessageType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as its user sees it.
 *
 * @param position 1, 2, 3 and so on within the session
 * @param parentId the message that it follows; null at the beginning
 * @param branch 0 where the session began; a regenerated reply or an edited message opens the next one
 * @param metadata a JSON object, kept as text
 * @param originalId its id in the export that it was imported from; null for a message written here
 * @param attachmentCount number of its files, whether or not they have been read
 * @param attachments its files; not filled for prompts
 * @param siblings null when no other message follows the same one; not filled in the answer to a turn
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
     * A message's place among those that follow the same one.
     *
     * @param position 1, 2, 3 and so on in the order of arrival
     * @param count number of all of them
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

    /** Whether it has text or files that a model can read. */
    @JsonIgnore
    public boolean hasContent() {
        return !content.isEmpty() || attachmentCount > 0;
    }

    /** Whether it came from an export and was not written here. */
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
