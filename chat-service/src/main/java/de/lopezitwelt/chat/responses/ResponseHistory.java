package de.lopezitwelt.chat.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.message.History;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said up to a response, function calls included: in its session and, where that goes on from another, there. */
@ApplicationScoped
class ResponseHistory {
    /** Messages looked at in a session. A model's context holds fewer; older ones are left out anyway. */
    private static final int MESSAGES = 500;
    /** Sessions that go on from one another. */
    private static final int SESSIONS = 16;

    private final MessageService messages;
    private final ResponseRepository responses;
    private final PromptFiles files;
    private final ObjectMapper json;

    ResponseHistory(MessageService messages, ResponseRepository responses, PromptFiles files, ObjectMapper json) {
        this.files = files;
        this.messages = messages;
        this.responses = responses;
        this.json = json;
    }

    /**
     * What stands before the next turn.
     *
     * @param turns oldest first
     * @param last whether nothing in the session came after it
     */
    record Remembered(List<Turn> turns, boolean last) {}

    /** Up to and with a response. */
    Uni<Remembered> upTo(ResponseRow response) {
        return upTo(response, SESSIONS);
    }

    /** All that a session holds. @param newest its newest response; null when it has none */
    Uni<List<Turn>> all(String sessionId, String userId, @Nullable ResponseRow newest) {
        return spoken(sessionId)
                .chain(said -> turns(said)
                        .chain(turns -> withBase(userId, newest == null ? null : newest.baseId(), turns, SESSIONS)));
    }

    private Uni<Remembered> upTo(ResponseRow response, int sessionsLeft) {
        return spoken(response.sessionId()).chain(said -> {
            int end = endOf(response.id(), said);
            return turns(said.subList(0, end))
                    .chain(turns -> withBase(response.userId(), response.baseId(), turns, sessionsLeft))
                    .map(turns -> new Remembered(turns, end == said.size()));
        });
    }

    private Uni<List<Turn>> withBase(String userId, @Nullable String baseId, List<Turn> turns, int sessionsLeft) {
        if (baseId == null || sessionsLeft == 0) {
            return Uni.createFrom().item(turns);
        }
        return responses
                .find(userId, baseId)
                .chain(base -> base == null
                        ? Uni.createFrom().item(turns)
                        : upTo(base, sessionsLeft - 1).map(before -> {
                            List<Turn> all = new ArrayList<>(before.turns());
                            all.addAll(turns);
                            return all;
                        }));
    }

    /** The session's active branch. */
    private Uni<List<MessageView>> spoken(String sessionId) {
        return messages.history(sessionId, null, MESSAGES).map(History::messages);
    }

    /** After the response's own message; the whole session when it has said nothing. */
    private int endOf(String replyId, List<MessageView> said) {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (metadata(said.get(i)).path("reply_id").asText().equals(replyId)) {
                return i + 1;
            }
        }
        return said.size();
    }

    private Uni<List<Turn>> turns(List<MessageView> said) {
        List<String> having = said.reversed().stream()
                .filter(message -> message.attachmentCount() > 0)
                .map(MessageView::id)
                .toList();
        return having.isEmpty()
                ? Uni.createFrom().item(turns(said, Map.of()))
                : files.ofMessages(having, true).map(read -> turns(said, read));
    }

    private List<Turn> turns(List<MessageView> said, Map<String, List<PromptFile>> read) {
        List<Turn> turns = new ArrayList<>(said.size());
        for (MessageView message : said) {
            JsonNode metadata = metadata(message);
            List<ToolCall> calls = new ArrayList<>();
            metadata.path("tool_calls")
                    .forEach(call -> calls.add(new ToolCall(
                            call.path("id").asText(),
                            call.path("name").asText(),
                            call.path("arguments").asText())));
            if (message.type() == MessageType.USER
                    && metadata.path("role").asText().equals("tool")) {
                turns.add(Turn.tool(metadata.path("tool_call_id").asText(), message.content()));
            } else if (message.says() || !calls.isEmpty()) {
                turns.add(
                        switch (message.type()) {
                            case USER -> PromptFile.turn(message.content(), read.getOrDefault(message.id(), List.of()));
                            case AGENT -> Turn.assistant(message.content(), calls);
                            case SYSTEM -> Turn.system(message.content());
                        });
            }
        }
        return turns;
    }

    private JsonNode metadata(MessageView message) {
        String text = message.metadata();
        try {
            return text == null ? MissingNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored message holds broken JSON", broken);
        }
    }
}
