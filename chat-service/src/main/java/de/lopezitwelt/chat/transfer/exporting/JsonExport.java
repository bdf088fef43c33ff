package de.lopezitwelt.chat.transfer.exporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.chat.transfer.document.ExportedFeedback;
import de.lopezitwelt.chat.transfer.document.ExportedFile;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.chat.transfer.document.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the {@link ExportDocument} that an import reads, one message a line. */
final class JsonExport implements ExportWriter {
    private final ObjectMapper json;
    /** Original ids of the session's imported messages: at most as many as an import may hold. */
    private final Map<String, String> originalIds = new HashMap<>();

    private boolean firstSession = true;
    private boolean firstMessage = true;

    JsonExport(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String begin() {
        return "{\"format\":\"" + ExportDocument.FORMAT + "\",\"version\":" + ExportDocument.VERSION
                + ",\"sessions\":[\n";
    }

    @Override
    public String head(Head head) {
        String text = write(session(head));
        String separator = firstSession ? "" : ",\n";
        firstSession = false;
        firstMessage = true;
        originalIds.clear();
        return separator + text.substring(0, text.length() - "]}".length());
    }

    @Override
    public String message(MessageView message) {
        String originalId = message.originalId();
        if (originalId != null) {
            originalIds.put(message.id(), originalId);
        }
        String separator = firstMessage ? "\n" : ",\n";
        firstMessage = false;
        String text = write(new ExportedMessage(
                originalId == null ? message.id() : originalId,
                original(message.parentId()),
                message.position(),
                message.branch(),
                message.type(),
                message.content(),
                object(message.metadata()),
                message.tokensUsed(),
                message.processingTimeMs(),
                message.createdAt(),
                null));
        return separator + (message.attachments().isEmpty() ? text : text.substring(0, text.length() - 1));
    }

    @Override
    public String fileHead(AttachedFile file, int index) {
        String id = file.originalId() == null ? file.id() : file.originalId();
        String text = write(new ExportedFile(id, file.name(), file.mediaType(), new byte[0]));
        return (index == 0 ? ",\"attachments\":[" : ",") + text.substring(0, text.length() - "\"}".length());
    }

    @Override
    public boolean holdsContents() {
        return true;
    }

    @Override
    public String fileFoot() {
        return "\"}";
    }

    @Override
    public String filesFoot() {
        return "]}";
    }

    @Override
    public String foot() {
        return "]}";
    }

    @Override
    public String end() {
        return "\n]}\n";
    }

    private @Nullable String original(@Nullable String id) {
        return id == null ? null : originalIds.getOrDefault(id, id);
    }

    /** Messages come last, so that they can be written while they are read. */
    private ExportedSession session(Head head) {
        SessionView session = head.session();
        Origin origin = head.origin();
        FeedbackView feedback = head.feedback();
        return new ExportedSession(
                origin == null ? session.id() : origin.id(),
                origin == null ? session.agentId() : origin.agentId(),
                origin == null ? session.agentVersion() : origin.agentVersion(),
                origin == null ? session.organizationId() : origin.organizationId(),
                session.title(),
                session.status(),
                object(session.metadata()),
                session.startedAt(),
                session.endedAt(),
                session.createdAt(),
                session.updatedAt(),
                session.activeBranch(),
                feedback == null
                        ? null
                        : new ExportedFeedback(
                                feedback.satisfactionScore(),
                                feedback.feedback(),
                                feedback.createdAt(),
                                feedback.updatedAt()),
                List.of());
    }

    private @Nullable ObjectNode object(@Nullable String text) {
        try {
            return text != null && json.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored metadata is broken JSON", broken);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
