package de.lopezitwelt.chat.openai.responses;

import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.BranchRepository;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conversation up to a response, with function calls: in its session, and in the session that this one continues.
 */
@ApplicationScoped
class ResponseHistory {
    /** Most sessions of which each continues the next. */
    private static final int SESSIONS = 16;
    /** Most text. No model's context holds more, so earlier sessions are not read. */
    private static final int CHARACTERS = 2 * 1024 * 1024;

    private final MessageService messages;
    private final BranchRepository branches;
    private final ResponseRepository responses;
    private final PromptFiles files;
    private final ReplyConfig config;

    ResponseHistory(
            MessageService messages,
            BranchRepository branches,
            ResponseRepository responses,
            PromptFiles files,
            ReplyConfig config) {
        this.messages = messages;
        this.branches = branches;
        this.responses = responses;
        this.files = files;
        this.config = config;
    }

    /**
     * The conversation before the next turn.
     *
     * @param turns oldest first
     * @param last whether it ends with the newest message of the session
     */
    record Remembered(List<PromptMessage> turns, boolean last) {}

    /**
     * The conversation up to and including a response, in any branch. Null when it has no text and its question is
     * unknown.
     */
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

    /** The conversation in a session's active branch. @param newest its newest response; null when it has none */
    Uni<List<PromptMessage>> all(String sessionId, String userId, @Nullable ResponseRow newest) {
        return turnsOn(userId, sessionId, Branches::activePath)
                .chain(turns -> withBase(userId, newest == null ? null : newest.baseId(), turns, SESSIONS));
    }

    private Uni<List<PromptMessage>> upTo(ResponseRow response, MessageView end, int sessionsLeft) {
        return turnsOn(
                        response.userId(),
                        response.sessionId(),
                        found -> found.path(end.branch()).upTo(end.branch(), end.position()))
                .chain(turns -> withBase(response.userId(), response.baseId(), turns, sessionsLeft));
    }

    private Uni<List<PromptMessage>> withBase(
            String userId, @Nullable String baseId, List<PromptMessage> turns, int sessionsLeft) {
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
                                            List<PromptMessage> all = new ArrayList<>(before);
                                            all.addAll(turns);
                                            return all;
                                        })));
    }

    private static boolean isEnough(List<PromptMessage> turns) {
        return turns.stream().mapToLong(turn -> turn.content().length()).sum() > CHARACTERS;
    }

    /** The last message of a response: the agent's message, or the question when there is none. */
    private Uni<@Nullable MessageView> endOf(ResponseRow response) {
        return responses
                .lastMessageOf(response)
                .chain(id -> id == null
                        ? Uni.createFrom().nullItem()
                        : messages.get(response.userId(), response.sessionId(), id)
                                .onFailure(ProblemException.class)
                                .recoverWithNull());
    }

    private Uni<List<PromptMessage>> turnsOn(String userId, String sessionId, Function<Branches, BranchPath> path) {
        return branches.find(userId, sessionId)
                .chain(found -> messages.history(
                        sessionId, path.apply(found == null ? Branches.NONE : found), config.historyMessages()))
                .chain(history -> turns(history.messages()));
    }

    private Uni<List<PromptMessage>> turns(List<MessageView> messages) {
        List<String> having = messages.reversed().stream()
                .filter(message -> message.attachmentCount() > 0)
                .map(MessageView::id)
                .toList();
        return having.isEmpty()
                ? Uni.createFrom().item(turns(messages, Map.of()))
                : files.ofMessages(having, true).map(read -> turns(messages, read));
    }

    private List<PromptMessage> turns(List<MessageView> messages, Map<String, List<PromptFile>> read) {
        List<PromptMessage> turns = new ArrayList<>(messages.size());
        for (MessageView message : messages) {
            switch (message.type()) {
                case USER -> {
                    ToolOutputMetadata output = ToolOutputMetadata.read(message.metadata());
                    if (output != null) {
                        turns.add(PromptMessage.tool(output.callId(), message.content()));
                    } else if (message.hasContent()) {
                        turns.add(PromptFile.turn(message.content(), read.getOrDefault(message.id(), List.of())));
                    }
                }
                case AGENT -> {
                    ReplyMetadata.ClientCalls calls = ReplyMetadata.clientCalls(message.metadata());
                    if (message.hasContent() || !calls.isEmpty()) {
                        turns.add(calls.turn(message.content()));
                    }
                }
                case SYSTEM -> {
                    if (message.hasContent()) {
                        turns.add(PromptMessage.system(message.content()));
                    }
                }
            }
        }
        return turns;
    }
}
