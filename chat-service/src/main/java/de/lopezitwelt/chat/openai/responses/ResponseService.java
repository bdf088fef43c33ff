package de.lopezitwelt.chat.openai.responses;

import de.lopezitwelt.chat.openai.InlineFiles;
import de.lopezitwelt.chat.openai.OpenAiProblem;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.model.ModelDirectory;
import de.lopezitwelt.chat.openai.resent.ResentSessions;
import de.lopezitwelt.chat.openai.responses.write.ResponseIds;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest.Target;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the reply that a response asks for, and stores the response under its own id. */
@ApplicationScoped
class ResponseService {
    /** Retries of storing the response: its reply is running already, so it should be found again. */
    private static final int RETRIES = 5;

    private static final Duration RETRY_AFTER = Duration.ofMillis(50);

    private final ModelDirectory models;
    private final SessionDirectory sessions;
    private final ResponseRepository responses;
    private final ResponseHistory history;
    private final InlineFiles files;
    private final OpenAiReplies replies;
    private final ResentSessions resent;

    ResponseService(
            ModelDirectory models,
            SessionDirectory sessions,
            ResponseRepository responses,
            ResponseHistory history,
            InlineFiles files,
            OpenAiReplies replies,
            ResentSessions resent) {
        this.models = models;
        this.sessions = sessions;
        this.responses = responses;
        this.history = history;
        this.files = files;
        this.replies = replies;
        this.resent = resent;
    }

    /**
     * The session of a turn.
     *
     * @param before the conversation before the turn, oldest first
     * @param baseId the response of another session that this session continues
     * @param opened whether the session exists for responses alone
     * @param otherwise set when the session was found by the conversation: the one to open when it has gone on meanwhile
     */
    private record Place(
            Target target,
            Target.@Nullable New otherwise,
            @Nullable ResentHistory history,
            List<PromptMessage> before,
            @Nullable String baseId,
            boolean opened) {
        Place(Target target, List<PromptMessage> before, @Nullable String baseId, boolean opened) {
            this(target, null, null, before, baseId, opened);
        }
    }

    Uni<StartedReply> start(Caller caller, ResponseRequest request, @Nullable IdempotencyKey key) {
        return models.resolve(caller, request.model())
                .chain(agentId -> place(caller, request, agentId))
                .chain(place -> files.read(
                                caller, request.input(), request.newMessages(), request.files(), request.store())
                        .chain(read -> start(turn(caller, request, place, read, key), place)
                                .onFailure()
                                .call(() -> files.discard(caller, read.stored())))
                        .call(reply -> request.store()
                                ? responses
                                        .add(row(caller, request, place, reply))
                                        .onFailure()
                                        .retry()
                                        .withBackOff(RETRY_AFTER)
                                        .atMost(RETRIES)
                                : Uni.createFrom().voidItem()));
    }

    private static ResponseRow row(Caller caller, ResponseRequest request, Place place, StartedReply reply) {
        boolean openedInstead =
                place.otherwise() != null && !place.target().equals(new Target.Existing(reply.sessionId()));
        return new ResponseRow(
                reply.replyId(),
                reply.sessionId(),
                caller.userId(),
                openedInstead ? null : place.baseId(),
                openedInstead || place.opened(),
                request.newMessages().size(),
                request.echo().toString());
    }

    /** An estimate of the tokens of the prompt. Nothing is stored. */
    Uni<Integer> promptTokens(Caller caller, ResponseRequest request) {
        return models.resolve(caller, request.model())
                .chain(agentId -> place(caller, request, agentId))
                .chain(place -> files.read(caller, request.input(), request.newMessages(), request.files(), false)
                        .chain(read -> replies.promptTokens(turn(caller, request, place, read, null))));
    }

    private Uni<Place> place(Caller caller, ResponseRequest request, String agentId) {
        String conversation = request.conversation();
        if (conversation != null) {
            String sessionId = ResponseIds.sessionId(conversation);
            return sessionId == null
                    ? Uni.createFrom().failure(ProblemException::notFound)
                    : sessions.find(caller, sessionId).chain(session -> continued(session, agentId));
        }
        String previous = request.previousId();
        if (previous == null) {
            return found(caller, request, fresh(caller, request, agentId));
        }
        String replyId = ResponseIds.replyId(previous);
        return (replyId == null ? Uni.createFrom().<ResponseRow>nullItem() : responses.find(caller.userId(), replyId))
                .onItem()
                .ifNull()
                .failWith(ResponseService::previousNotFound)
                .chain(found -> after(caller, request, agentId, found));
    }

    /** A session that was found by the conversation needs none before it: the request holds all of it. */
    private Uni<Place> found(Caller caller, ResponseRequest request, Target.New fresh) {
        ResentHistory history = resent.history(caller, fresh, request.store(), request.input(), request.files());
        return resent.find(caller, history)
                .chain(session -> session == null
                        ? Uni.createFrom().item(new Place(fresh, null, history, List.of(), null, true))
                        : responses
                                .newestOf(caller.userId(), session)
                                .map(newest -> new Place(
                                        new Target.Existing(session),
                                        fresh,
                                        history,
                                        List.of(),
                                        newest == null ? null : newest.baseId(),
                                        newest != null && newest.openedSession())));
    }

    private Uni<StartedReply> start(TurnRequest turn, Place place) {
        Target.New otherwise = place.otherwise();
        return otherwise == null ? replies.start(turn) : resent.start(turn, otherwise);
    }

    private Uni<Place> continued(SessionFacts session, String agentId) {
        Target target = OpenAiReplies.continuing(session, agentId);
        return responses
                .newestOf(session.userId(), session.id())
                .chain(newest -> history.all(session.id(), session.userId(), newest)
                        .map(before -> new Place(
                                target,
                                before,
                                newest == null ? null : newest.baseId(),
                                newest != null && newest.openedSession())));
    }

    /**
     * The same session, unless it has newer messages or another agent; then a new session that continues the response.
     */
    private Uni<Place> after(Caller caller, ResponseRequest request, String agentId, ResponseRow previous) {
        return sessions.find(caller, previous.sessionId())
                .onFailure(ProblemException.class)
                .transform(gone -> previousNotFound())
                .chain(session -> history.upTo(previous)
                        .onItem()
                        .ifNull()
                        .failWith(ResponseService::previousNotFound)
                        .map(remembered -> remembered.last()
                                        && session.agentId().equals(agentId)
                                ? new Place(
                                        new Target.Existing(session.id()),
                                        remembered.turns(),
                                        previous.baseId(),
                                        previous.openedSession())
                                : new Place(fresh(caller, request, agentId), remembered.turns(), previous.id(), true)));
    }

    private static Target.New fresh(Caller caller, ResponseRequest request, String agentId) {
        String organizationId = caller.organizationFor(request.organizationId());
        return new Target.New(agentId, organizationId, null, request.metadata());
    }

    private static TurnRequest turn(
            Caller caller, ResponseRequest request, Place place, InlineFiles.Read read, @Nullable IdempotencyKey key) {
        List<PromptMessage> conversation = new ArrayList<>();
        String instructions = request.instructions();
        if (instructions != null) {
            conversation.add(PromptMessage.system(instructions));
        }
        conversation.addAll(place.before());
        conversation.addAll(read.turns());
        return new TurnRequest(
                caller,
                place.target(),
                read.newMessages(),
                conversation,
                place.history(),
                request.options(),
                Storing.of(request.store()),
                Unattended.STOP,
                key,
                ReplySource.RESPONSES);
    }

    private static ProblemException previousNotFound() {
        return new ProblemException(OpenAiProblem.PREVIOUS_RESPONSE_NOT_FOUND, "The previous response does not exist")
                .withViolation("previous_response_id", "is not a response of yours");
    }
}
