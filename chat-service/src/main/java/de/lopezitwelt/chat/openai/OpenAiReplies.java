package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest.Target;
import de.lopezitwelt.chat.reply.start.ReplyQueue;
import de.lopezitwelt.chat.reply.start.ReplyService;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts replies for OpenAI's clients. */
@ApplicationScoped
public class OpenAiReplies {
    private final ReplyQueue queue;
    private final ReplyService replies;

    OpenAiReplies(ReplyQueue queue, ReplyService replies) {
        this.queue = queue;
        this.replies = replies;
    }

    /** Starts a reply. */
    public Uni<StartedReply> start(TurnRequest request) {
        return namingTheModel(queue.start(request));
    }

    /** An estimate of the tokens of a reply's prompt. Nothing is stored. */
    public Uni<Integer> promptTokens(TurnRequest request) {
        return namingTheModel(replies.promptTokens(request));
    }

    /**
     * The session that a client names beside a model. If it has no agent, it gets the model's.
     *
     * @throws ProblemException 400 naming {@code model} when it has another one
     */
    public static Target.Existing continuing(SessionFacts session, String agentId) {
        if (!session.hasAgent()) {
            return new Target.Existing(session.id(), agentId);
        }
        if (!session.agentId().equals(agentId)) {
            throw ProblemException.invalid("model", "is not the agent of this conversation");
        }
        return new Target.Existing(session.id());
    }

    /** A problem with the agent becomes one with {@code model}, which is the client's name for it. */
    public static <T> Uni<T> namingTheModel(Uni<T> asked) {
        return asked.onFailure(OpenAiReplies::concernsTheAgent).transform(unknown -> OpenAiProblem.modelNotFound());
    }

    /** Ends the reply when the client disconnects before it has started: one listener joins and leaves again. */
    public static Uni<StartedReply> abandoningWhenCancelled(Uni<StartedReply> started) {
        Uni<StartedReply> shared = started.memoize().indefinitely();
        return shared.onCancellation()
                .invoke(() -> shared.subscribe()
                        .with(
                                reply -> reply.updates()
                                        .subscribe()
                                        .with(update -> {})
                                        .cancel(),
                                failure -> {}));
    }

    private static boolean concernsTheAgent(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.violations().stream()
                        .anyMatch(violation -> violation.field().equals("agent_id"));
    }
}
