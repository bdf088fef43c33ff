package de.lopezitwelt.chat.branch;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.branch.BranchRepository.Leaf;
import de.lopezitwelt.chat.branch.BranchRepository.LockedSession;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.session.SessionUpdated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes another branch the active one: pages show it, prompts use it and the next message continues it. Refused while a
 * reply is running, because the reply belongs to the branch in which it was asked.
 */
@ApplicationScoped
public class BranchSwitch {
    private final BranchRepository branches;
    private final SessionService sessions;
    private final Events events;
    private final ActivityEvents activity;
    private final AuditEvents audit;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    BranchSwitch(
            BranchRepository branches,
            SessionService sessions,
            Events events,
            ActivityEvents activity,
            AuditEvents audit,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.branches = branches;
        this.sessions = sessions;
        this.events = events;
        this.activity = activity;
        this.audit = audit;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /** Activates the branch that holds the message, up to its end. */
    public Uni<SessionView> to(Caller caller, String sessionId, String messageId, IfMatch condition) {
        return pool.withTransaction(transaction -> branches.lock(transaction, sessionId, caller.userId())
                        .plug(ProblemException::orNotFound)
                        .invoke(session -> check(session, condition))
                        .chain(session -> leaf(transaction, sessionId, messageId)
                                .chain(leaf -> leaf.branch() == session.activeBranch()
                                        ? Uni.createFrom().voidItem()
                                        : activate(transaction, caller, sessionId, session, leaf))))
                .chain(() -> sessions.get(caller, sessionId));
    }

    private static void check(LockedSession session, IfMatch condition) {
        condition.check(session.version());
        if (session.replyId() != null) {
            throw new ProblemException(ChatProblem.REPLY_UNDER_WAY).with("reply_id", session.replyId());
        }
    }

    private Uni<Leaf> leaf(SqlConnection transaction, String sessionId, String messageId) {
        Uni<Leaf> unknown =
                Uni.createFrom().failure(() -> ProblemException.invalid("message_id", "is not in this session"));
        return IdGenerator.isValid(messageId)
                ? branches.leafBelow(transaction, sessionId, messageId)
                        .onItem()
                        .ifNull()
                        .switchTo(unknown)
                : unknown;
    }

    private Uni<Void> activate(
            SqlConnection transaction, Caller caller, String sessionId, LockedSession session, Leaf leaf) {
        Instant now = clock.instant();
        return branches.activate(transaction, sessionId, leaf, now)
                .chain(() -> outbox.append(transaction, told(caller, sessionId, session, leaf)));
    }

    private List<OutboxMessage> told(Caller caller, String sessionId, LockedSession session, Leaf leaf) {
        Actor actor = caller.actor();
        String name = "session.branch_switched";
        return List.of(
                events.domain(
                        new SessionUpdated(sessionId, caller.userId(), session.agentId()),
                        sessionId,
                        session.version() + 1,
                        actor.reference()),
                audit.message(
                        actor,
                        AuditAction.UPDATE,
                        "chat_sessions",
                        sessionId,
                        name,
                        Map.of("active_branch", session.activeBranch()),
                        Map.of("active_branch", leaf.branch())),
                activity.message(caller.userId(), actor, name, "session", sessionId, null));
    }
}
