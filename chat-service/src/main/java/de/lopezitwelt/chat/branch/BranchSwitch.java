package de.lopezitwelt.chat.branch;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.branch.BranchRepository.Leaf;
import de.lopezitwelt.chat.branch.BranchRepository.LockedSession;
import de.lopezitwelt.chat.session.SessionRowRepository;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.session.SessionUpdated;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/**
 * Makes another branch the active one: pages show it, prompts use it and the next message continues it. Refused while a
 * reply is running, because the reply belongs to the branch in which it was asked.
 */
@ApplicationScoped
public class BranchSwitch {
    private final BranchRepository branches;
    private final SessionService sessions;
    private final SessionRowRepository rows;
    private final ChangeRecorder changes;
    private final Pool pool;
    private final Clock clock;

    BranchSwitch(
            BranchRepository branches,
            SessionService sessions,
            SessionRowRepository rows,
            ChangeRecorder changes,
            Pool pool,
            Clock clock) {
        this.branches = branches;
        this.sessions = sessions;
        this.rows = rows;
        this.changes = changes;
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
        return rows.activateBranch(transaction, sessionId, leaf.branch(), leaf.messageId(), clock.instant())
                .chain(() -> changes.record(transaction, change(caller, sessionId, session, leaf)));
    }

    private Change change(Caller caller, String sessionId, LockedSession session, Leaf leaf) {
        String what = "session.branch_switched";
        return changes.by(caller.actor())
                .event(
                        new SessionUpdated(sessionId, caller.userId(), session.agentId()),
                        sessionId,
                        session.version() + 1)
                .updated(
                        "chat_sessions",
                        sessionId,
                        what,
                        Map.of("active_branch", session.activeBranch()),
                        Map.of("active_branch", leaf.branch()))
                .activityOf(caller.userId(), what, "session", sessionId, null);
    }
}
