package de.lopezitwelt.chat.reply.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.contracts.session.MessageType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a caller adds to a session.
 *
 * @param attachments ids of its uploaded files
 * @param files the uploaded files, read for the prompt; or files from the request itself
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

    /** The uploaded files that will belong to this message. */
    public List<AttachedFile> taken() {
        return files.stream()
                .map(PromptFile::file)
                .filter(file -> attachments.contains(file.id()))
                .toList();
    }
}
