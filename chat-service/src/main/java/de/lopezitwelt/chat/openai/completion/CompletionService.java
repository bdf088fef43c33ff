package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.openai.InlineFiles;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.model.ModelDirectory;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest.Target;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
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

    CompletionService(ModelDirectory models, SessionDirectory sessions, InlineFiles files, OpenAiReplies replies) {
        this.models = models;
        this.sessions = sessions;
        this.files = files;
        this.replies = replies;
    }

    public Uni<StartedReply> start(Caller caller, CompletionRequest request, @Nullable IdempotencyKey key) {
        return models.resolve(caller, request.model())
                .chain(agentId -> target(caller, request, agentId))
                .chain(target -> files.read(
                                caller, request.turns(), request.newMessages(), request.files(), request.store())
                        .chain(read -> replies.start(turn(caller, request, target, read, key))
                                .onFailure()
                                .call(() -> files.discard(caller, read.stored()))));
    }

    /** An estimate of the tokens of the prompt. Nothing is stored. */
    public Uni<Integer> promptTokens(Caller caller, CompletionRequest request) {
        return models.resolve(caller, request.model())
                .chain(agentId -> target(caller, request, agentId))
                .chain(target -> files.read(caller, request.turns(), request.newMessages(), request.files(), false)
                        .chain(read -> replies.promptTokens(turn(caller, request, target, read, null))));
    }

    private Uni<Target> target(Caller caller, CompletionRequest request, String agentId) {
        String sessionId = request.sessionId();
        if (sessionId == null) {
            String organizationId = caller.organizationFor(request.organizationId());
            return Uni.createFrom().item(new Target.New(agentId, organizationId, null, request.metadata()));
        }
        return sessions.find(caller, sessionId).map(session -> {
            if (!session.agentId().equals(agentId)) {
                throw ProblemException.invalid("model", "is not the agent of this session");
            }
            return new Target.Existing(sessionId);
        });
    }

    /** An existing session supplies its history unless the client sends it. */
    private static TurnRequest turn(
            Caller caller,
            CompletionRequest request,
            Target target,
            InlineFiles.Read read,
            @Nullable IdempotencyKey key) {
        boolean sessionRemembers = target instanceof Target.Existing && !request.resendsHistory();
        return new TurnRequest(
                caller,
                target,
                read.newMessages(),
                sessionRemembers ? null : read.turns(),
                request.options(),
                Storing.of(request.store()),
                Unattended.STOP,
                key);
    }
}
