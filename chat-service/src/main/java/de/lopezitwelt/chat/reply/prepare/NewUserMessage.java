package de.lopezitwelt.chat.reply.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.contracts.session.MessageType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller adds to a session.
 *
 * @param attachments ids of files that were uploaded for it
 * @param files those, read for the prompt; or others that came with the request itself
 */
public record NewUserMessage(
        MessageType type,
        String content,
        @Nullable JsonNode metadata,
        List<String> attachments,
        List<PromptFile> files) {

    public NewUserMessage {
        attachments = List.copyOf(attachments);
        files = List.copyOf(files);
    }

    public NewUserMessage(MessageType type, String content, @Nullable JsonNode metadata) {
        this(type, content, metadata, List.of(), List.of());
    }

    /** The same with its files read. */
    public NewUserMessage with(List<PromptFile> read) {
        return new NewUserMessage(type, content, metadata, attachments, read);
    }

    boolean isUnread() {
        return files.isEmpty() && !attachments.isEmpty();
    }

    /** Those that the message takes. */
    public List<AttachedFile> taken() {
        return files.stream()
                .map(PromptFile::file)
                .filter(file -> attachments.contains(file.id()))
                .toList();
    }
}
