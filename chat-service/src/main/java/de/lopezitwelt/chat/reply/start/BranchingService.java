package de.lopezitwelt.chat.reply.start;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.BranchRepository;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Regenerates replies and edits messages. Both open a branch beside the existing messages. Existing messages are never
 * changed or removed.
 */
@ApplicationScoped
public class BranchingService {
    private final SessionDirectory sessions;
    private final MessageService messages;
    private final BranchRepository branches;
    private final ReplyService replies;
    private final AppendService appends;
    private final ReplyConfig config;

    BranchingService(
            SessionDirectory sessions,
            MessageService messages,
            BranchRepository branches,
            ReplyService replies,
            AppendService appends,
            ReplyConfig config) {
        this.sessions = sessions;
        this.messages = messages;
        this.branches = branches;
        this.replies = replies;
        this.appends = appends;
        this.config = config;
    }

    /**
     * Starts another reply to a message.
     *
     * @param messageId a reply, or the user's message that it answers
     */
    public Uni<StartedReply> regenerate(
            Caller caller,
            String sessionId,
            String messageId,
            TurnRequest.Options options,
            Unattended unattended,
            @Nullable IdempotencyKey key) {
        return message(caller, sessionId, messageId)
                .chain(message -> answeredBy(caller, message))
                .chain(answered -> after(caller, answered)
                        .chain(fork -> replies.start(turn(
                                caller,
                                new TurnRequest.Target.Branching(sessionId, fork, answered),
                                List.of(),
                                options,
                                unattended,
                                key))));
    }

    /**
     * Stores another message beside an existing one, and starts the reply to it.
     *
     * @param messageId the user's message that is edited
     */
    public Uni<StartedReply> edit(
            Caller caller,
            String sessionId,
            String messageId,
            NewUserMessage edited,
            TurnRequest.Options options,
            Unattended unattended,
            @Nullable IdempotencyKey key) {
        return besides(caller, sessionId, messageId)
                .chain(fork -> replies.start(turn(
                        caller,
                        new TurnRequest.Target.Branching(sessionId, fork, null),
                        List.of(edited),
                        options,
                        unattended,
                        key)));
    }

    /** As {@link #edit}, without a reply. */
    public Uni<MessageView> editOnly(
            Caller caller, String sessionId, String messageId, NewUserMessage edited, @Nullable IdempotencyKey key) {
        return besides(caller, sessionId, messageId)
                .chain(fork -> appends.append(caller, sessionId, edited, fork, key));
    }

    private Uni<MessageView> message(Caller caller, String sessionId, String messageId) {
        return sessions.find(caller, sessionId).chain(() -> messages.get(caller.userId(), sessionId, messageId));
    }

    private Uni<MessageView> answeredBy(Caller caller, MessageView message) {
        String parentId = message.parentId();
        Uni<MessageView> answered = switch (message.type()) {
            case USER -> Uni.createFrom().item(message);
            case AGENT ->
                parentId == null
                        ? Uni.createFrom().failure(BranchingService::nothingToAnswer)
                        : messages.get(caller.userId(), message.sessionId(), parentId);
            case SYSTEM -> Uni.createFrom().failure(BranchingService::nothingToAnswer);
        };
        return answered.invoke(found -> {
            if (found.type() != MessageType.USER || !found.hasContent()) {
                throw nothingToAnswer();
            }
        });
    }

    private static ProblemException nothingToAnswer() {
        return ProblemException.invalid(
                "message_id", "must be a message of yours whose text was kept, or a reply to it");
    }

    private Uni<Fork> besides(Caller caller, String sessionId, String messageId) {
        return message(caller, sessionId, messageId).chain(message -> {
            if (message.type() != MessageType.USER) {
                throw ProblemException.invalid("message_id", "must be a message of yours");
            }
            String parentId = message.parentId();
            return parentId == null
                    ? checked(caller, sessionId).replaceWith(new Fork(null, BranchPath.NOTHING))
                    : messages.get(caller.userId(), sessionId, parentId).chain(parent -> after(caller, parent));
        });
    }

    private Uni<Fork> after(Caller caller, MessageView parent) {
        return checked(caller, parent.sessionId())
                .map(found ->
                        new Fork(parent.id(), found.path(parent.branch()).upTo(parent.branch(), parent.position())));
    }

    /** Concurrent requests may exceed the limit. It only bounds the length of paths. */
    private Uni<Branches> checked(Caller caller, String sessionId) {
        return branches.find(caller.userId(), sessionId)
                .plug(ProblemException::orNotFound)
                .invoke(found -> {
                    if (found.forked().size() >= config.maxBranches()) {
                        throw new ProblemException(
                                ChatProblem.TOO_MANY_BRANCHES, "It has " + config.maxBranches() + " already");
                    }
                });
    }

    private static TurnRequest turn(
            Caller caller,
            TurnRequest.Target target,
            List<NewUserMessage> messages,
            TurnRequest.Options options,
            Unattended unattended,
            @Nullable IdempotencyKey key) {
        return new TurnRequest(caller, target, messages, null, options, Storing.TEXTS, unattended, key);
    }
}
