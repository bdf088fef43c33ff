package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.openai.InlineFiles;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.model.ModelDirectory;
import de.lopezitwelt.chat.openai.resent.ResentSessions;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest.Target;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Starts the reply that a chat completion, or a message of Anthropic's protocol, asks for. */
@ApplicationScoped
public class CompletionService {
    private final ModelDirectory models;
    private final SessionDirectory sessions;
    private final InlineFiles files;
    private final OpenAiReplies replies;
    private final ResentSessions resent;

    CompletionService(
            ModelDirectory models,
            SessionDirectory sessions,
            InlineFiles files,
            OpenAiReplies replies,
            ResentSessions resent) {
        this.resent = resent;
        this.models = models;
        this.sessions = sessions;
        this.files = files;
        this.replies = replies;
    }

    /** @param source which of the two protocols it came by */
    public Uni<StartedReply> start(
            Caller caller, CompletionRequest request, ReplySource source, @Nullable IdempotencyKey key) {
        return models.resolve(caller, request.model())
                .chain(agentId -> place(caller, request, agentId))
                .chain(place -> files.read(
                                caller, request.turns(), request.newMessages(), request.files(), request.store())
                        .chain(read -> start(turn(caller, request, source, place, read, key), place)
                                .onFailure()
                                .call(() -> files.discard(caller, read.stored()))));
    }

    /** An estimate of the tokens of the prompt. Nothing is stored. */
    public Uni<Integer> promptTokens(Caller caller, CompletionRequest request) {
        return models.resolve(caller, request.model())
                .chain(agentId -> place(caller, request, agentId))
                .chain(place -> files.read(caller, request.turns(), request.newMessages(), request.files(), false)
                        .chain(read ->
                                replies.promptTokens(turn(caller, request, ReplySource.MESSAGES, place, read, null))));
    }

    /**
     * The session of a turn.
     *
     * @param otherwise set when the session was found by the conversation: the one to open when it has gone on meanwhile
     */
    private record Place(
            Target target,
            Target.@Nullable New otherwise,
            @Nullable ResentHistory history) {}

    private Uni<Place> place(Caller caller, CompletionRequest request, String agentId) {
        String sessionId = request.sessionId();
        if (sessionId == null) {
            String organizationId = caller.organizationFor(request.organizationId());
            return found(caller, request, new Target.New(agentId, organizationId, null, request.metadata()));
        }
        return sessions.find(caller, sessionId)
                .map(session -> new Place(OpenAiReplies.continuing(session, agentId), null, null));
    }

    private Uni<Place> found(Caller caller, CompletionRequest request, Target.New fresh) {
        ResentHistory history = resent.history(
                caller, fresh, request.store() && !request.newSession(), request.turns(), request.files());
        return resent.find(caller, history)
                .map(session -> session == null
                        ? new Place(fresh, null, history)
                        : new Place(new Target.Existing(session), fresh, history));
    }

    private Uni<StartedReply> start(TurnRequest turn, Place place) {
        Target.New otherwise = place.otherwise();
        return otherwise == null ? replies.start(turn) : resent.start(turn, otherwise);
    }

    /** An existing session supplies its history unless the client sends it. */
    private static TurnRequest turn(
            Caller caller,
            CompletionRequest request,
            ReplySource source,
            Place place,
            InlineFiles.Read read,
            @Nullable IdempotencyKey key) {
        boolean sessionRemembers = place.target() instanceof Target.Existing && !request.resendsHistory();
        return new TurnRequest(
                caller,
                place.target(),
                read.newMessages(),
                sessionRemembers ? null : read.turns(),
                place.history(),
                request.options(),
                Storing.of(request.store()),
                Unattended.STOP,
                key,
                source);
    }
}
