package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.ReplyDraft;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnCommand.AppendMessages;
import de.lopezitwelt.chat.turn.command.TurnCommand.CloseReply;
import de.lopezitwelt.chat.turn.command.TurnCommand.OpenReply;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.decide.TurnState.Earlier;
import de.lopezitwelt.chat.turn.decide.TurnState.FileRow;
import de.lopezitwelt.chat.turn.decide.TurnState.IdempotencyKeyHash;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch in the order of arrival, on locked rows: whether the callers own what they name, whether budgets allow
 * it, and which position and aggregate version each message gets.
 */
public final class TurnDecider {
    /** The version of an aggregate of which there is one event. */
    private static final long ONLY = 1;

    private final TurnState state;
    private final TurnPlan plan;

    private TurnDecider(TurnState state) {
        this.state = state;
        this.plan = new TurnPlan(state.counters());
    }

    public static TurnPlan decide(TurnState state, List<? extends TurnCommand> commands) {
        TurnDecider decider = new TurnDecider(state);
        for (TurnCommand command : commands) {
            decider.plan.outcomes.add(
                    switch (command) {
                        case TurnCommand.Request request -> decider.request(request);
                        case CloseReply close -> decider.close(close);
                    });
        }
        state.sessions().values().stream()
                .filter(SessionRow::changed)
                .sorted((left, right) -> left.id.compareTo(right.id))
                .forEach(decider.plan.sessions::add);
        return decider.plan;
    }

    private TurnOutcome request(TurnCommand.Request request) {
        Optional<TurnOutcome> known = alreadyDone(request);
        if (known.isPresent()) {
            return known.get();
        }
        SessionRow session = sessionOf(request);
        if (hasMovedOn(request, session)) {
            return new TurnOutcome.MovedOn();
        }
        if (session == null) {
            return new TurnOutcome.UnknownSession();
        }
        if (session.created != null && state.erasing().contains(session.userId)) {
            return new TurnOutcome.UserErasing();
        }
        if (!session.active()) {
            return new TurnOutcome.SessionNotActive();
        }
        String underWay = session.activeReplyId();
        if (request instanceof AppendMessages append && append.fork() != null && underWay != null) {
            return new TurnOutcome.ReplyUnderWay(underWay);
        }
        if (request instanceof OpenReply open && underWay != null) {
            return underWay.equals(open.reply().id())
                    ? new TurnOutcome.Opened(underWay, List.of(), null)
                    : new TurnOutcome.ReplyUnderWay(underWay);
        }
        Optional<TurnOutcome> taken = takenFile(request);
        if (taken.isPresent()) {
            return taken.get();
        }
        Optional<Demand> refused = state.counters().grant(request.demands());
        if (refused.isPresent()) {
            tell(refused.get(), request, session);
            return new TurnOutcome.OverBudget(refused.get());
        }
        IdempotencyKey key = request.idempotencyKey();
        if (key != null) {
            state.earlier().put(IdempotencyKeyHash.of(key), new Earlier(key.requestHash(), request.reference()));
            plan.keyed.add(request);
        }
        return accept(request, session);
    }

    /** Of too many replies at once nobody is told: programs ask again until it is their turn. */
    private void tell(Demand refused, TurnCommand.Request request, SessionRow session) {
        LimitName limit = refused.key().limit();
        if (request instanceof OpenReply open && limit != LimitName.CONCURRENT_REPLIES) {
            ReplyDraft reply = open.reply();
            boolean stored = session.created == null || session.version() > 0;
            ReplyRefused event = new ReplyRefused(
                    stored ? reply.origin() : reply.origin().outsideSessions(),
                    reply.model(),
                    limit.wireName(),
                    refused.key().subjectType().wireName());
            plan.facts.add(new TurnFact.Replied(reply.id(), ONLY, event, request.actor()));
        }
    }

    /** Whether the session has changed since the state that the request follows. */
    private static boolean hasMovedOn(TurnCommand.Request request, @Nullable SessionRow session) {
        if (!(request instanceof OpenReply open) || open.continues() == null) {
            return false;
        }
        if (session == null || !session.active()) {
            return true;
        }
        String underWay = session.activeReplyId();
        return underWay == null
                ? !open.continues().equals(session.continuation())
                : !underWay.equals(open.reply().id());
    }

    private Optional<TurnOutcome> takenFile(TurnCommand.Request request) {
        for (MessageDraft draft : request.messages()) {
            for (int i = 0; i < draft.files().size(); i++) {
                FileRow file = state.files().get(draft.files().get(i).id());
                if (file == null || file.messageId() != null || !file.userId().equals(request.userId())) {
                    return Optional.of(new TurnOutcome.FileTaken(i));
                }
            }
        }
        return Optional.empty();
    }

    private TurnOutcome accept(TurnCommand.Request request, SessionRow session) {
        state.sessions().put(session.id, session);
        boolean opens = session.created != null && session.version() == 0;
        if (opens) {
            plan.facts.add(new TurnFact.Started(session, session.nextVersion(), request.actor()));
        }
        Fork fork = switch (request) {
            case AppendMessages append -> append.fork();
            case OpenReply open -> open.messages().isEmpty() ? null : open.fork();
        };
        fork(session, fork);
        List<StoredMessage> stored = append(session, request.messages(), request.actor());
        if (!stored.isEmpty()) {
            plan.asked.add(new AskedTurn(session, opens, stored, request.actor()));
        }
        return switch (request) {
            case AppendMessages append -> {
                session.continuation(null);
                yield new TurnOutcome.Appended(stored);
            }
            case OpenReply open -> {
                session.replyUnderWay(open.reply().id());
                String title = session.suggestTitle(open.title()) ? open.title() : null;
                plan.opened.add(open);
                yield new TurnOutcome.Opened(open.reply().id(), stored, title);
            }
        };
    }

    private TurnOutcome close(CloseReply close) {
        ReplyRow reply = state.replies().get(close.replyId());
        if (reply == null || reply.epoch() != close.epoch()) {
            return new TurnOutcome.Superseded();
        }
        MessageDraft message = close.message();
        if (reply.status() != ReplyStatus.STREAMING) {
            return closedBefore(reply, close);
        }
        state.counters().settle(close.settlements());
        plan.closed.add(close);
        state.replies()
                .put(
                        reply.id(),
                        new ReplyRow(
                                reply.id(),
                                reply.sessionId(),
                                close.status(),
                                reply.epoch(),
                                message == null ? null : message.id(),
                                reply.fork()));
        SessionRow session = state.sessions().get(reply.sessionId());
        if (session == null) {
            plan.facts.add(new TurnFact.Replied(reply.id(), ONLY, close.event().asRecord(), null));
            return new TurnOutcome.Closed(null);
        }
        if (close.replyId().equals(session.activeReplyId())) {
            session.replyUnderWay(null);
            session.continuation(close.continuation());
        }
        if (message != null) {
            fork(session, reply.fork());
        }
        List<StoredMessage> stored = append(session, close.messages(), null);
        plan.facts.add(new TurnFact.Replied(
                session.id, session.nextVersion(), close.event().asRecord(), null));
        return new TurnOutcome.Closed(stored.isEmpty() ? null : stored.getFirst());
    }

    /** A retry finds that its first attempt has committed; any other caller comes too late. */
    private TurnOutcome closedBefore(ReplyRow reply, CloseReply close) {
        MessageDraft message = close.message();
        if (message == null) {
            return reply.messageId() == null && reply.status() == close.status()
                    ? new TurnOutcome.Closed(null)
                    : new TurnOutcome.Superseded();
        }
        if (!message.id().equals(reply.messageId())) {
            return new TurnOutcome.Superseded();
        }
        TurnState.Place place = state.committed().get(message.id());
        return place == null
                ? new TurnOutcome.Superseded()
                : new TurnOutcome.Closed(place.of(message, reply.sessionId()));
    }

    private Optional<TurnOutcome> alreadyDone(TurnCommand.Request request) {
        IdempotencyKey key = request.idempotencyKey();
        if (key != null) {
            Earlier earlier = state.earlier().get(IdempotencyKeyHash.of(key));
            if (earlier != null && !earlier.reference().equals(request.reference())) {
                boolean same = Arrays.equals(earlier.requestHash(), key.requestHash());
                return Optional.of(new TurnOutcome.Repeated(earlier.reference(), same));
            }
        }
        List<StoredMessage> stored = committed(request);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                request instanceof OpenReply open
                        ? new TurnOutcome.Opened(open.reply().id(), stored, null)
                        : new TurnOutcome.Appended(stored));
    }

    private List<StoredMessage> committed(TurnCommand command) {
        List<StoredMessage> stored = new ArrayList<>();
        for (MessageDraft draft : command.messages()) {
            TurnState.Place place = state.committed().get(draft.id());
            if (place != null) {
                stored.add(place.of(draft, command.sessionId()));
            }
        }
        return stored;
    }

    private @Nullable SessionRow sessionOf(TurnCommand command) {
        SessionRow session = state.sessions().get(command.sessionId());
        if (session != null) {
            return session.userId.equals(command.userId()) ? session : null;
        }
        return command instanceof OpenReply open && open.newSession() != null
                ? new SessionRow(open.sessionId(), open.userId(), open.newSession())
                : null;
    }

    /** A message that follows the last one of the active branch needs no branch of its own. */
    private void fork(SessionRow session, @Nullable Fork fork) {
        if (fork != null && !Objects.equals(fork.parentId(), session.leafId())) {
            plan.branches.add(new NewBranch(session.id, session.fork(fork.parentId()), fork));
        }
    }

    private List<StoredMessage> append(SessionRow session, List<MessageDraft> drafts, @Nullable Actor actor) {
        List<StoredMessage> stored = new ArrayList<>(drafts.size());
        for (MessageDraft draft : drafts) {
            StoredMessage message = session.next(draft);
            stored.add(message);
            draft.files().forEach(file -> state.files().put(file.id(), new FileRow(session.userId, draft.id())));
            plan.facts.add(new TurnFact.Appended(session, session.nextVersion(), message, actor));
        }
        plan.messages.addAll(stored);
        return stored;
    }
}
