package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.session.AgentAccess;
import de.lopezitwelt.chat.session.SessionDirectory;
import de.lopezitwelt.chat.stream.ReplyUpdate;
import de.lopezitwelt.chat.turn.ReplyOwner;
import de.lopezitwelt.chat.turn.ReplyStatus;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listening to, and stopping, a reply that somebody else may be making. */
@ApplicationScoped
public class ReplyAttachment {
    private static final String REFERENCE = "reply:";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final SessionDirectory sessions;
    private final AgentAccess agents;
    private final RunningReplies running;
    private final ReplyRepository replies;
    private final EndedReplies ended;
    private final ReplyForwarding forwarding;
    private final ReplyEngine engine;
    private final ReplyOwner owner;

    ReplyAttachment(
            SessionDirectory sessions,
            AgentAccess agents,
            RunningReplies running,
            ReplyRepository replies,
            EndedReplies ended,
            ReplyForwarding forwarding,
            ReplyEngine engine,
            ReplyOwner owner) {
        this.sessions = sessions;
        this.agents = agents;
        this.running = running;
        this.replies = replies;
        this.ended = ended;
        this.forwarding = forwarding;
        this.engine = engine;
        this.owner = owner;
    }

    public Uni<ReplyView> get(Caller caller, String sessionId, String replyId) {
        return find(caller.userId(), sessionId, replyId).map(ReplyRecord::view);
    }

    /**
     * What a reply says after a position, wherever it is made and whether or not it has ended. Fails with 403 for who has
     * left the organization on whose behalf the session was opened.
     *
     * @param after the last position heard; negative to hear all
     */
    public Uni<StartedReply> attach(Caller caller, String sessionId, String replyId, long after) {
        return sessions.find(caller, sessionId)
                .call(session -> agents.requireMember(session.organizationId(), session.userId()))
                .chain(session -> {
                    Multi<ReplyUpdate> local = local(caller.userId(), sessionId, replyId, after);
                    Uni<Multi<ReplyUpdate>> updates = local != null
                            ? Uni.createFrom().item(local)
                            : find(caller.userId(), sessionId, replyId).chain(reply -> attach(reply, after));
                    return updates.map(heard -> new StartedReply(
                            new Listener(caller, session.organizationId()), sessionId, replyId, heard));
                });
    }

    /** The reply that an earlier request with the same idempotency key had started. */
    public Uni<StartedReply> repeat(Caller caller, String reference) {
        if (!reference.startsWith(REFERENCE)) {
            return Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        }
        return replies.findOfUser(reference.substring(REFERENCE.length()), caller.userId())
                .plug(ProblemException::orNotFound)
                .chain(reply -> attach(caller, reply.sessionId(), reply.id(), -1));
    }

    /** Ends a reply at once; what was said is kept. One that has ended stays as it is. */
    public Uni<ReplyView> cancel(Caller caller, String sessionId, String replyId) {
        return find(caller.userId(), sessionId, replyId).chain(reply -> {
            if (reply.status() != ReplyStatus.STREAMING) {
                return Uni.createFrom().item(reply.view());
            }
            Uni<Void> stopped =
                    stopHere(reply.id(), reply.userId()) ? Uni.createFrom().voidItem() : stopElsewhere(reply);
            return stopped.chain(() -> whenEnded(reply)).map(ReplyRecord::view);
        });
    }

    /** For another instance that forwards. Null when the reply is not made here. */
    @Nullable
    Multi<ReplyUpdate> local(String userId, String sessionId, String replyId, long after) {
        ReplyTask task = running.find(replyId);
        return task != null && task.userId.equals(userId) && task.sessionId.equals(sessionId)
                ? task.run.updates(after)
                : null;
    }

    /** False when the reply is not made here. */
    boolean stopHere(String replyId, String userId) {
        ReplyTask task = running.find(replyId);
        if (task == null || !task.userId.equals(userId)) {
            return false;
        }
        engine.cancel(task);
        return true;
    }

    private Uni<Multi<ReplyUpdate>> attach(ReplyRecord reply, long after) {
        Multi<ReplyUpdate> local = local(reply.userId(), reply.sessionId(), reply.id(), after);
        if (local != null) {
            return Uni.createFrom().item(local);
        }
        if (reply.status() != ReplyStatus.STREAMING) {
            return ended.updates(reply, after);
        }
        if (reply.ownerInstance().equals(owner.instance())) {
            return whenEnded(reply).chain(again -> ended.updates(again, after));
        }
        return forwarding
                .updates(reply, after)
                .onFailure()
                .recoverWithUni(away -> whenEnded(reply).chain(again -> ended.updates(again, after)));
    }

    /** An owner that does not answer finds the note when it renews its lease; a dead one is recovered. */
    private Uni<Void> stopElsewhere(ReplyRecord reply) {
        return replies.requestCancel(reply.id())
                .chain(() -> reply.ownerInstance().equals(owner.instance())
                        ? Uni.createFrom().voidItem()
                        : forwarding.cancel(reply).onFailure().recoverWithNull());
    }

    /** Waits until the reply has ended, for as long as it takes to recover one whose owner died. */
    private Uni<ReplyRecord> whenEnded(ReplyRecord reply) {
        Duration patience = owner.lease().plusSeconds(6);
        return Multi.createBy()
                .repeating()
                .uni(() -> find(reply.userId(), reply.sessionId(), reply.id()))
                .withDelay(LOOK_AGAIN)
                .until(found -> false)
                .select()
                .where(found -> found.status() != ReplyStatus.STREAMING)
                .toUni()
                .ifNoItem()
                .after(patience)
                .failWith(() -> ProblemException.unavailable("The reply is being recovered", SOON));
    }

    private Uni<ReplyRecord> find(String userId, String sessionId, String replyId) {
        return replies.find(replyId, sessionId, userId).plug(ProblemException::orNotFound);
    }
}
