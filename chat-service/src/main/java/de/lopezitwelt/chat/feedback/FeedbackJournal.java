package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records a rating within its transaction: the score before and after, never the text. */
@ApplicationScoped
class FeedbackJournal {
    private static final String TABLE = "session_feedback";

    private final ChangeRecorder changes;

    FeedbackJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /** @param score null when the rating is withdrawn */
    Uni<Void> rated(SqlConnection transaction, RatedSession session, @Nullable BigDecimal score, Actor actor) {
        FeedbackView earlier = session.before();
        BigDecimal before = earlier == null ? null : earlier.satisfactionScore();
        String what = score == null ? "session.rating_withdrawn" : "session.rated";
        Change change = changes.by(actor)
                .event(
                        new SessionRated(session.id(), session.userId(), session.agentId(), score, before),
                        session.id(),
                        session.version() + 1);
        if (before == null) {
            change.inserted(TABLE, session.id(), what, values(score));
        } else if (score == null) {
            change.deleted(TABLE, session.id(), what, values(before));
        } else {
            change.updated(TABLE, session.id(), what, values(before), values(score));
        }
        return changes.record(transaction, change.activityOf(session.userId(), what, "session", session.id(), null));
    }

    private static @Nullable Object values(@Nullable BigDecimal score) {
        return score == null ? null : Map.of("satisfaction_score", score);
    }
}
