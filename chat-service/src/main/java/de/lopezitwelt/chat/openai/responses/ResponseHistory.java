package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.BranchRepository;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was said up to a response, function calls included: in its session and, where that goes on from another, there. */
@ApplicationScoped
class ResponseHistory {
    /** Sessions that go on from one another. */
    private static final int SESSIONS = 16;
    /** Of text: no model's context holds more, and what came before is not looked for any further. */
    private static final int CHARACTERS = 2 * 1024 * 1024;

    private final MessageService messages;
    private final BranchRepository branches;
    private final ResponseRepository responses;
    private final PromptFiles files;
    private final ReplyConfig config;
    private final ObjectMapper json;

    ResponseHistory(
            MessageService messages,
            BranchRepository branches,
            ResponseRepository responses,
            PromptFiles files,
            ReplyConfig config,
            ObjectMapper json) {
        this.messages = messages;
        this.branches = branches;
        this.responses = responses;
        this.files = files;
        this.config = config;
        this.json = json;
    }

    /**
     * What stands before the next turn.
     *
     * @param turns oldest first
     * @param last whether nothing in the session came after it
     */
    record Remembered(List<Turn> turns, boolean last) {}

    /** Up to and with a response, whichever branch it stands in; null when it said nothing and its question is not known any more. */
    Uni<@Nullable Remembered> upTo(ResponseRow response) {
        return endOf(response)
                .chain(end -> end == null
                        ? Uni.createFrom().nullItem()
                        : Uni.combine()
                                .all()
                                .unis(upTo(response, end, SESSIONS), messages.history(response.sessionId(), null, 1))
                                .with((turns, newest) -> new Remembered(
                                        turns, newest.messages().getLast().id().equals(end.id()))));
    }

    /** All that a session holds in its active branch. @param newest its newest response; null when it has none */
    Uni<List<Turn>> all(String sessionId, String userId, @Nullable ResponseRow newest) {
        return said(userId, sessionId, Branches::activePath)
                .chain(said -> withBase(userId, newest == null ? null : newest.baseId(), said, SESSIONS));
    }

    private Uni<List<Turn>> upTo(ResponseRow response, MessageView end, int sessionsLeft) {
        return said(
                        response.userId(),
                        response.sessionId(),
                        found -> found.path(end.branch()).upTo(end.branch(), end.position()))
                .chain(said -> withBase(response.userId(), response.baseId(), said, sessionsLeft));
    }

    private Uni<List<Turn>> withBase(String userId, @Nullable String baseId, List<Turn> turns, int sessionsLeft) {
        if (baseId == null || sessionsLeft == 0 || isEnough(turns)) {
            return Uni.createFrom().item(turns);
        }
        return responses
                .find(userId, baseId)
                .chain(base -> base == null
                        ? Uni.createFrom().item(turns)
                        : endOf(base)
                                .chain(end -> end == null
                                        ? Uni.createFrom().item(turns)
                                        : upTo(base, end, sessionsLeft - 1).map(before -> {
                                            List<Turn> all = new ArrayList<>(before);
                                            all.addAll(turns);
                                            return all;
                                        })));
    }

    private static boolean isEnough(List<Turn> turns) {
        return turns.stream().mapToLong(turn -> turn.content().length()).sum() > CHARACTERS;
    }

    /** The last message of a response: what was said or, where nothing was, what had been asked. */
    private Uni<@Nullable MessageView> endOf(ResponseRow response) {
        return responses
                .lastMessageOf(response)
                .chain(id -> id == null
                        ? Uni.createFrom().nullItem()
                        : messages.get(response.userId(), response.sessionId(), id)
                                .onFailure(ProblemException.class)
                                .recoverWithNull());
    }

    private Uni<List<Turn>> said(String userId, String sessionId, Function<Branches, BranchPath> way) {
        return branches.find(userId, sessionId)
                .chain(found -> messages.history(
                        sessionId, way.apply(found == null ? Branches.NONE : found), config.historyMessages()))
                .chain(history -> turns(history.messages()));
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
