package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.reply.run.ReplyEngine;
import de.lopezitwelt.chat.reply.run.RunningReplies;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.ReplyRepository;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.TurnReference;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows and cancels replies, which this instance or another one makes. */
@ApplicationScoped
public class ReplyListening {
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

    ReplyListening(
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
        return find(caller.userId(), sessionId, replyId).map(ReplyView::of);
    }

    /**
     * Follows a reply from a position on, whichever instance makes it, and also when it has ended. Fails with 403 when the
     * caller has left the organization for which the session was opened.
     *
     * @param after the last position received; negative to receive all
     */
    public Uni<StartedReply> listen(Caller caller, String sessionId, String replyId, long after) {
        return sessions.find(caller, sessionId)
                .call(session -> agents.requireMember(session.organizationId(), session.userId()))
                .chain(session -> {
                    Multi<ReplyUpdate> local = local(caller.userId(), sessionId, replyId, after);
                    Uni<Multi<ReplyUpdate>> updates = local != null
                            ? Uni.createFrom().item(local)
                            : find(caller.userId(), sessionId, replyId).chain(reply -> listen(reply, after));
                    return updates.map(found -> new StartedReply(
                            new Listener(caller, session.organizationId()), sessionId, replyId, 0, found));
                });
    }

    /** Follows the reply that an earlier request with the same idempotency key started. */
    public Uni<StartedReply> repeat(Caller caller, TurnReference reference) {
        if (!(reference instanceof TurnReference.ToReply started)) {
            return Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        }
        return replies.findOfUser(started.replyId(), caller.userId())
                .plug(ProblemException::orNotFound)
                .chain(reply -> listen(caller, reply.sessionId(), reply.id(), -1));
    }

    /** Ends a reply at once and keeps its text. A reply that has ended stays as it is. */
    public Uni<ReplyView> cancel(Caller caller, String sessionId, String replyId) {
        return find(caller.userId(), sessionId, replyId).chain(reply -> {
            if (reply.status() != ReplyStatus.STREAMING) {
                return Uni.createFrom().item(ReplyView.of(reply));
            }
            Uni<Void> stopped =
                    stopHere(reply.id(), reply.userId()) ? Uni.createFrom().voidItem() : stopElsewhere(reply);
            return stopped.chain(() -> whenEnded(reply)).map(ReplyView::of);
        });
    }

    /** For another instance that forwards its listener. Null when this instance is not making the reply. */
    @Nullable
    Multi<ReplyUpdate> local(String userId, String sessionId, String replyId, long after) {
        ReplyRun run = running.find(userId, sessionId, replyId);
        return run == null ? null : run.updates(after);
    }

    /** False when this instance is not making the reply. */
    boolean stopHere(String replyId, String userId) {
        return engine.cancel(replyId, userId);
    }

    private Uni<Multi<ReplyUpdate>> listen(ReplyRecord reply, long after) {
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

    /**
     * An owner that does not answer finds the request when it renews its lease. The reply of a dead owner is recovered.
     */
    private Uni<Void> stopElsewhere(ReplyRecord reply) {
        return replies.requestCancel(reply.id())
                .chain(() -> reply.ownerInstance().equals(owner.instance())
                        ? Uni.createFrom().voidItem()
                        : forwarding.cancel(reply).onFailure().recoverWithNull());
    }

    /** Waits until the reply has ended, at most as long as the recovery from a dead owner takes. */
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
