package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.message.History;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.session.SessionSummaries;
import de.lopezitwelt.chat.session.SessionSummary;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads what a prompt takes from its session: the newest messages and, for a chatbot, a summary of the older ones. */
@ApplicationScoped
class SessionHistory {
    private static final Logger LOG = Logger.getLogger(SessionHistory.class);

    private final MessageService messages;
    private final PromptFiles files;
    private final SessionSummaries summaries;
    private final ReplyConfig config;

    SessionHistory(MessageService messages, PromptFiles files, SessionSummaries summaries, ReplyConfig config) {
        this.messages = messages;
        this.files = files;
        this.summaries = summaries;
        this.config = config;
    }

    /**
     * The history before a turn.
     *
     * @param messages oldest first
     * @param summarising whether summaries are kept for this agent
     * @param lastId id of the last message, which the new messages follow; null before the first
     * @param files read files, by the id of their message
     */
    record Remembered(
            List<MessageView> messages,
            @Nullable SessionSummary summary,
            boolean summarising,
            @Nullable String lastId,
            Map<String, List<PromptFile>> files) {
        static final Remembered NOTHING = new Remembered(List.of(), null, false, null, Map.of());

        private Remembered before(long position) {
            List<MessageView> earlier = messages.stream()
                    .filter(message -> message.position() < position)
                    .toList();
            return new Remembered(earlier, summary, summarising, lastId, files);
        }

        private Remembered with(Map<String, List<PromptFile>> read) {
            return new Remembered(messages, summary, summarising, lastId, read);
        }

        private PromptTurns turns(TurnRequest request) {
            return new PromptTurns(messages, request.messages(), files);
        }
    }

    /**
     * Loads the history of a session.
     *
     * @param more messages to read beyond the configured number
     * @param before only messages at lower positions
     * @param path null for the session's active one
     * @param images whether the model takes images
     */
    Uni<Remembered> load(
            String sessionId, AgentType type, int more, long before, @Nullable BranchPath path, boolean images) {
        boolean summarising = type == AgentType.CHATBOT;
        Uni<@Nullable SessionSummary> summary =
                summarising ? summaries.find(sessionId) : Uni.createFrom().nullItem();
        return Uni.combine()
                .all()
                .unis(messages.history(sessionId, path, config.historyMessages() + more), summary)
                .with((newest, covered) ->
                        remembered(newest, covered, summarising).before(before))
                .chain(remembered -> withFiles(remembered, images));
    }

    private Uni<Remembered> withFiles(Remembered remembered, boolean images) {
        List<String> having = remembered.messages().reversed().stream()
                .filter(message -> message.attachmentCount() > 0)
                .map(MessageView::id)
                .toList();
        return having.isEmpty()
                ? Uni.createFrom().item(remembered)
                : files.ofMessages(having, images).map(remembered::with);
    }

    /** A summary of another branch is left out. */
    private static Remembered remembered(History newest, @Nullable SessionSummary covered, boolean summarising) {
        SessionSummary summary =
                covered != null && newest.path().holds(covered.branch(), covered.position()) ? covered : null;
        List<MessageView> messages = newest.messages();
        return new Remembered(
                uncovered(messages, summary),
                summary,
                summarising,
                messages.isEmpty() ? null : messages.getLast().id(),
                Map.of());
    }

    private static List<MessageView> uncovered(List<MessageView> newest, @Nullable SessionSummary summary) {
        return summary == null
                ? newest
                : newest.stream()
                        .filter(message -> message.position() > summary.position())
                        .toList();
    }

    /** The prompt. @param images whether the model takes images */
    Conversation conversation(TurnRequest request, Remembered remembered, boolean images) {
        List<PromptMessage> given = request.conversation();
        if (given != null) {
            return new Conversation(
                    images
                            ? given
                            : given.stream().map(PromptFile::withoutImages).toList());
        }
        PromptTurns earlier = remembered.turns(request);
        List<PromptMessage> turns = new ArrayList<>();
        earlier.said().forEach(said -> turns.add(said.turn()));
        request.messages().forEach(message -> turns.add(earlier.next(message)));
        SessionSummary summary = remembered.summary();
        return new Conversation(
                turns, remembered.summarising() ? new Memory(summary == null ? null : summary.text()) : null);
    }

    /** The same reply, which stores a summary that it makes with the session. */
    PreparedReply keeping(PreparedReply reply, TurnRequest request, String sessionId, Remembered remembered) {
        if (!remembered.summarising()) {
            return reply;
        }
        return reply.withEvents(reply.events().onItem().invoke(event -> {
            if (event instanceof ReplyEvent.Summarised summarised) {
                keep(summarised, sessionId, remembered.turns(request).said());
            }
        }));
    }

    private void keep(ReplyEvent.Summarised summarised, String sessionId, List<PromptTurns.Said> messages) {
        int covered = Math.min(summarised.firstKept(), messages.size());
        if (covered > 0) {
            MessageView last = messages.get(covered - 1).message();
            summaries
                    .keep(sessionId, new SessionSummary(summarised.summary(), last.position(), last.branch()))
                    .subscribe()
                    .with(kept -> {}, failure -> LOG.warnf(failure, "summary not kept: session=%s", sessionId));
        }
    }
}
