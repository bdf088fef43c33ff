package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.chat.session.SessionRowRepository;
import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One feedback for each session, by its user. Each change reports the score that it replaces, read under the session's
 * row lock, so sums and counts folded from it are exact even when several changes come at once.
 */
@ApplicationScoped
public class FeedbackService {
    private final FeedbackRepository rows;
    private final SessionRowRepository sessions;
    private final FeedbackTextRepository texts;
    private final FeedbackJournal journal;
    private final Pool pool;
    private final Clock clock;

    FeedbackService(
            FeedbackRepository rows,
            SessionRowRepository sessions,
            FeedbackTextRepository texts,
            FeedbackJournal journal,
            Pool pool,
            Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.texts = texts;
        this.journal = journal;
        this.pool = pool;
        this.clock = clock;
    }

    /** Null when there is none. */
    public Uni<@Nullable FeedbackView> find(String userId, String sessionId) {
        return rows.find(userId, sessionId);
    }

    /** Fails with 404 for a session without feedback, and for one that is not the user's. */
    public Uni<FeedbackView> get(String userId, String sessionId) {
        return rows.find(userId, sessionId).plug(ProblemException::orNotFound);
    }

    /** Reads the texts of any user's sessions, for a service that may read all. */
    Uni<List<FeedbackText>> texts(List<String> sessionIds) {
        return texts.find(sessionIds);
    }

    public Uni<FeedbackView> put(Caller caller, String sessionId, IfMatch condition, FeedbackRequest request) {
        return inTransaction(caller, sessionId, transaction -> session -> {
            FeedbackView before = session.before();
            condition.check(before == null ? 0 : before.version());
            Instant now = clock.instant();
            BigDecimal score = request.satisfactionScore().setScale(2, RoundingMode.UNNECESSARY);
            FeedbackView after = new FeedbackView(
                    sessionId,
                    score,
                    request.feedback(),
                    before == null ? now : before.createdAt(),
                    now,
                    before == null ? 1 : before.version() + 1);
            return rows.store(transaction, caller.userId(), after)
                    .chain(() -> record(transaction, session, score, caller))
                    .replaceWith(after);
        });
    }

    public Uni<Void> delete(Caller caller, String sessionId, IfMatch condition) {
        return inTransaction(caller, sessionId, transaction -> session -> {
            FeedbackView before = session.before();
            if (before == null) {
                throw ProblemException.notFound();
            }
            condition.check(before.version());
            return rows.delete(transaction, sessionId).chain(() -> record(transaction, session, null, caller));
        });
    }

    private Uni<Void> record(
            SqlConnection transaction, RatedSession session, @Nullable BigDecimal score, Caller caller) {
        return sessions.raiseVersion(transaction, session.id())
                .chain(() -> journal.rated(transaction, session, score, caller.actor()));
    }

    private <T> Uni<T> inTransaction(
            Caller caller, String sessionId, Function<SqlConnection, Function<RatedSession, Uni<T>>> change) {
        return pool.withTransaction(transaction -> rows.lock(transaction, sessionId, caller.userId())
                .plug(ProblemException::orNotFound)
                .chain(session -> change.apply(transaction).apply(session)));
    }
}
