package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.StartReply;
import de.lopezitwelt.chat.reply.start.ReplyService;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts replies for clients of OpenAI's. */
@ApplicationScoped
public class ReplyStart {
    private final ReplyService replies;

    ReplyStart(ReplyService replies) {
        this.replies = replies;
    }

    /** Sessions know agents by their id, which is not what the client called it. */
    public Uni<StartedReply> start(StartReply request) {
        return replies.start(request)
                .onFailure(ReplyStart::concernsTheAgent)
                .transform(unknown -> OpenAiProblem.modelNotFound());
    }

    /** A caller who leaves before the reply has begun leaves it to nobody: it is listened to once and given up. */
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
