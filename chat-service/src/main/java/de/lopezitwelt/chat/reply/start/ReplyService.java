package de.lopezitwelt.chat.reply.start;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.Budgets;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.ReplyListening;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.MessageFiles;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.PreparedTurn;
import de.lopezitwelt.chat.reply.prepare.TurnPreparation;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.run.ReplyEngine;
import de.lopezitwelt.chat.reply.run.ReplyTask;
import de.lopezitwelt.chat.reply.store.Pricing;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.session.Metadata;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.title.FirstExchange;
import de.lopezitwelt.chat.title.TitlePolicy;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.command.ReplyDraft;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnCommand.OpenReply;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.commit.TurnCommits;
import de.lopezitwelt.chat.usage.CallWatch;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.drain.Drain;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.PreparedReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts replies for every API: prepares the turn, commits its beginning with the reservation, and runs the reply. */
@ApplicationScoped
public class ReplyService {
    private final TurnPreparation preparation;
    private final MessageFiles files;
    private final TurnCommits commits;
    private final Budgets budgets;
    private final ReplyEngine engine;
    private final ReplyListening listening;
    private final SessionDirectory sessions;
    private final SessionService owned;
    private final ReplyConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Drain drain;

    ReplyService(
            TurnPreparation preparation,
            MessageFiles files,
            TurnCommits commits,
            Budgets budgets,
            ReplyEngine engine,
            ReplyListening listening,
            SessionDirectory sessions,
            SessionService owned,
            ReplyConfig config,
            IdGenerator ids,
            Clock clock,
            Drain drain) {
        this.preparation = preparation;
        this.files = files;
        this.commits = commits;
        this.budgets = budgets;
        this.engine = engine;
        this.listening = listening;
        this.sessions = sessions;
        this.owned = owned;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.drain = drain;
    }

    /**
     * Starts a reply, or finds the one that an earlier request with the same idempotency key started. Emits its item after
     * the commit. Fails with a {@link ProblemException} when the turn is refused, and with {@link SessionMovedOn}; nothing is
     * stored then.
     */
    public Uni<StartedReply> start(TurnRequest request) {
        request.messages().forEach(message -> checkSize(config, message));
        return drain.admit(() -> files.read(request)
                .chain(read -> preparation
                        .prepare(read)
                        .call(turn -> giveAgent(read, turn))
                        .chain(turn -> commit(read, turn))));
    }

    /** Before the turn's own transaction: a turn that is refused then may be asked for again with the same agent. */
    private Uni<Void> giveAgent(TurnRequest request, PreparedTurn turn) {
        return request.target() instanceof TurnRequest.Target.Existing existing && existing.agentId() != null
                ? owned.giveAgent(request.caller(), existing.sessionId(), existing.agentId())
                : Uni.createFrom().voidItem();
    }

    /** An estimate of the tokens of the prompt, as {@link #start} would send it. Nothing is stored. */
    public Uni<Integer> promptTokens(TurnRequest request) {
        return files.read(request)
                .chain(preparation::prepare)
                .map(turn -> turn.prepared().promptEstimate());
    }

    /** Brings the session's agent at least to the state with this ETag, which the caller was shown. */
    public Uni<Void> refreshAgent(Caller caller, String sessionId, @Nullable String agentEtag) {
        return agentEtag == null ? Uni.createFrom().voidItem() : preparation.refreshAgent(caller, sessionId, agentEtag);
    }

    private Uni<StartedReply> commit(TurnRequest request, PreparedTurn turn) {
        PreparedReply prepared = turn.prepared();
        List<Demand> demands = BudgetPolicy.forReply(
                turn.subjects(),
                prepared.tokenUpperBound(),
                prepared.model().price().most(prepared.promptUpperBound(), prepared.maxOutputTokens()),
                budgets.concurrentReplies(),
                clock.instant());
        TurnRequest.Target.Branching branching =
                request.target() instanceof TurnRequest.Target.Branching forked ? forked : null;
        MessageView answered = branching == null ? null : branching.answered();
        List<MessageDraft> drafts = drafts(request);
        ReplyOrigin origin = origin(request, turn, ids.next());
        OpenReply command = new OpenReply(
                turn.session().id(),
                request.caller().userId(),
                newSession(request, turn.session().id()),
                drafts,
                answered == null ? drafts.getLast().id() : answered.id(),
                request.continues(),
                branching == null ? null : branching.fork(),
                title(request),
                new ReplyDraft(
                        origin.replyId(),
                        Math.toIntExact(turn.agent().agent().versionNumber()),
                        prepared.model().name(),
                        prepared.promptEstimate(),
                        Pricing.write(prepared.model().price()),
                        origin,
                        request.storing().texts(),
                        request.unattended() == Unattended.RUN_ON),
                demands,
                request.idempotencyKey(),
                request.caller().actor());
        // Subscribed at once: a client that disconnects before the commit must not leave a stored reply that nobody
        // runs.
        Uni<StartedReply> started = commits.commit(command)
                .chain(outcome -> switch (outcome) {
                    case TurnOutcome.Opened opened -> begin(request, turn, command, opened, answered);
                    case TurnOutcome.Repeated repeated -> repeat(request, repeated);
                    case TurnOutcome.MovedOn moved -> Uni.createFrom().failure(SessionMovedOn::new);
                    default -> Uni.createFrom().failure(TurnProblems.of(outcome, clock.instant()));
                })
                .memoize()
                .indefinitely();
        started.subscribe().with(ignored -> {}, ignored -> {});
        return started;
    }

    private static ReplyOrigin origin(TurnRequest request, PreparedTurn turn, String replyId) {
        Entitlement licence = turn.agent().licence();
        return new ReplyOrigin(
                replyId,
                turn.session().id(),
                request.caller().userId(),
                turn.session().organizationId(),
                licence == null ? null : licence.subjectId(),
                request.caller().apiKeyId(),
                turn.session().agentId(),
                turn.agent().agent().versionNumber(),
                request.source());
    }

    private Uni<StartedReply> begin(
            TurnRequest request,
            PreparedTurn turn,
            OpenReply command,
            TurnOutcome.Opened opened,
            @Nullable MessageView answered) {
        if (answered != null) {
            return Uni.createFrom().item(run(request, turn, command, opened, answered, turn.prepared()));
        }
        StoredMessage first = opened.messages().getFirst();
        boolean grown = turn.growing() && !Objects.equals(turn.lastId(), first.parentId());
        Uni<PreparedReply> prepared = grown
                ? preparation.again(request, turn, first.position()).onFailure().recoverWithItem(turn.prepared())
                : Uni.createFrom().item(turn.prepared());
        MessageView userMessage = MessageView.of(opened.messages().getLast());
        return prepared.map(reply -> run(request, turn, command, opened, userMessage, reply));
    }

    private StartedReply run(
            TurnRequest request,
            PreparedTurn turn,
            OpenReply command,
            TurnOutcome.Opened opened,
            MessageView userMessage,
            PreparedReply prepared) {
        sessions.remember(turn.session());
        ReplyTask task = new ReplyTask(
                turn.session().id(),
                request.caller(),
                command.reply().agentVersion(),
                request.storing(),
                request.unattended(),
                command.reply().origin(),
                new CallWatch(request.arrivedNanos()),
                prepared,
                Counters.reservationsOf(command.demands()),
                new ReplyRun(opened.replyId(), userMessage),
                firstExchange(request, turn, command, opened, userMessage),
                request.history(),
                request.target() instanceof TurnRequest.Target.Branching branching && branching.answered() != null);
        engine.start(task);
        return new StartedReply(
                new Listener(request.caller(), turn.session().organizationId()),
                turn.session().id(),
                opened.replyId(),
                prepared.promptEstimate(),
                task.run.updates(-1));
    }

    private Uni<StartedReply> repeat(TurnRequest request, TurnOutcome.Repeated repeated) {
        if (!repeated.sameRequest()) {
            return Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        }
        return listening.repeat(request.caller(), repeated.reference());
    }

    private static @Nullable String title(TurnRequest request) {
        return request.storing().texts() && !request.messages().isEmpty()
                ? TitlePolicy.firstWords(request.messages().getFirst().content())
                : null;
    }

    /** Null when this turn opens the session: a program that asks one question should not pay for two model calls. */
    private static @Nullable FirstExchange firstExchange(
            TurnRequest request,
            PreparedTurn turn,
            OpenReply command,
            TurnOutcome.Opened opened,
            MessageView userMessage) {
        String title = opened.title();
        return title == null || request.target() instanceof TurnRequest.Target.New
                ? null
                : new FirstExchange(
                        turn.session().id(),
                        title,
                        userMessage.content(),
                        turn.subjects(),
                        command.reply().origin());
    }

    private static @Nullable NewSession newSession(TurnRequest request, String sessionId) {
        return request.target() instanceof TurnRequest.Target.New fresh
                ? new NewSession(
                        fresh.agentId(),
                        fresh.organizationId(),
                        fresh.title(),
                        fresh.metadata(),
                        IdGenerator.timeOf(sessionId))
                : null;
    }

    private List<MessageDraft> drafts(TurnRequest request) {
        return request.messages().stream()
                .map(message -> draft(ids.next(), message, request.storing()))
                .toList();
    }

    static MessageDraft draft(String id, NewUserMessage message, Storing storing) {
        JsonNode metadata = message.metadata();
        return new MessageDraft(
                id,
                message.type(),
                storing.texts() ? message.content() : "",
                !storing.texts() ? "{\"stored\": false}" : metadata == null ? null : metadata.toString(),
                0,
                0,
                IdGenerator.timeOf(id),
                storing.texts() ? message.taken() : List.of());
    }

    static void checkSize(ReplyConfig config, NewUserMessage message) {
        Metadata.require(message.metadata(), "metadata");
        String content = message.content();
        int limit = config.maxMessageBytes();
        if (content.length() > limit || content.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "A message has at most " + limit + " bytes")
                    .withViolation("content", "must not be longer than " + limit + " bytes of UTF-8");
        }
    }
}
