package de.lopezitwelt.chat.reply.start;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.prepare.MessageFiles;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnPreparation;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.turn.command.TurnCommand.AppendMessages;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.command.TurnReference;
import de.lopezitwelt.chat.turn.commit.TurnCommits;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores messages that ask for no reply. */
@ApplicationScoped
public class AppendService {
    private final SessionDirectory sessions;
    private final TurnPreparation preparation;
    private final MessageFiles files;
    private final TurnCommits commits;
    private final MessageService messages;
    private final ReplyConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    AppendService(
            SessionDirectory sessions,
            TurnPreparation preparation,
            MessageFiles files,
            TurnCommits commits,
            MessageService messages,
            ReplyConfig config,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.preparation = preparation;
        this.files = files;
        this.commits = commits;
        this.messages = messages;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores a message.
     *
     * @param fork opens a branch for it; null appends to the active one
     */
    public Uni<MessageView> append(
            Caller caller,
            String sessionId,
            NewUserMessage message,
            @Nullable Fork fork,
            @Nullable IdempotencyKey key) {
        ReplyService.checkSize(config, message);
        return files.read(caller, message).chain(read -> store(caller, sessionId, read, fork, key));
    }

    /**
     * Stores messages without files in one transaction: all of them or, when one cannot be, none.
     *
     * @param several may be empty: nothing happens then
     */
    public Uni<List<MessageView>> append(Caller caller, String sessionId, List<NewUserMessage> several) {
        ensureFit(several);
        return several.isEmpty()
                ? Uni.createFrom().item(List.of())
                : commit(caller, sessionId, several, null, null).chain(outcome -> switch (outcome) {
                    case TurnOutcome.Appended appended ->
                        Uni.createFrom()
                                .item(appended.messages().stream()
                                        .map(MessageView::of)
                                        .toList());
                    default -> Uni.createFrom().failure(TurnProblems.of(outcome, clock.instant()));
                });
    }

    /** Refuses messages that are too long. */
    public void ensureFit(List<NewUserMessage> several) {
        several.forEach(message -> ReplyService.checkSize(config, message));
    }

    private Uni<MessageView> store(
            Caller caller,
            String sessionId,
            NewUserMessage message,
            @Nullable Fork fork,
            @Nullable IdempotencyKey key) {
        return commit(caller, sessionId, List.of(message), fork, key).chain(outcome -> switch (outcome) {
            case TurnOutcome.Appended appended ->
                Uni.createFrom().item(MessageView.of(appended.messages().getFirst()));
            case TurnOutcome.Repeated repeated
            when repeated.sameRequest() -> repeat(caller, sessionId, repeated.reference());
            case TurnOutcome.Repeated other ->
                Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
            default -> Uni.createFrom().failure(TurnProblems.of(outcome, clock.instant()));
        });
    }

    private Uni<TurnOutcome> commit(
            Caller caller,
            String sessionId,
            List<NewUserMessage> messages,
            @Nullable Fork fork,
            @Nullable IdempotencyKey key) {
        return sessions.find(caller, sessionId)
                .chain(session -> preparation.subjects(caller, session))
                .chain(subjects -> commits.commit(new AppendMessages(
                        sessionId,
                        caller.userId(),
                        messages.stream()
                                .map(message -> ReplyService.draft(ids.next(), message, Storing.TEXTS))
                                .toList(),
                        fork,
                        BudgetPolicy.forMessages(subjects, messages.size(), clock.instant()),
                        key,
                        caller.actor())));
    }

    /** The message that an earlier request with the same key stored. */
    private Uni<MessageView> repeat(Caller caller, String sessionId, TurnReference reference) {
        if (!(reference instanceof TurnReference.ToMessage stored)) {
            return Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        }
        return messages.get(caller.userId(), sessionId, stored.messageId());
    }
}
