package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of a rating: the score before and after, never the text. */
@ApplicationScoped
class FeedbackEvents {
    private static final String TABLE = "session_feedback";

    private final Events events;
    private final ActivityEvents activity;
    private final AuditEvents audit;

    FeedbackEvents(Events events, ActivityEvents activity, AuditEvents audit) {
        this.events = events;
        this.activity = activity;
        this.audit = audit;
    }

    /** @param score null when the rating is withdrawn */
    List<OutboxMessage> rated(RatedSession session, @Nullable BigDecimal score, Actor actor) {
        FeedbackView earlier = session.before();
        BigDecimal before = earlier == null ? null : earlier.satisfactionScore();
        String name = score == null ? "session.rating_withdrawn" : "session.rated";
        AuditAction action =
                before == null ? AuditAction.INSERT : score == null ? AuditAction.DELETE : AuditAction.UPDATE;
        return List.of(
                events.domain(
                        new SessionRated(session.id(), session.userId(), session.agentId(), score, before),
                        session.id(),
                        session.version() + 1,
                        actor.reference()),
                audit.message(actor, action, TABLE, session.id(), name, values(before), values(score)),
                activity.message(session.userId(), actor, name, "session", session.id(), null));
    }

    private static @Nullable Object values(@Nullable BigDecimal score) {
        return score == null ? null : Map.of("satisfaction_score", score);
    }
}
