package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is told about a change of an account, for one transaction. */
@ApplicationScoped
class UserEvents {
    private static final String TABLE = "users";

    private final Events events;
    private final AuditEvents audit;
    private final ActivityEvents activity;

    UserEvents(Events events, AuditEvents audit, ActivityEvents activity) {
        this.events = events;
        this.audit = audit;
        this.activity = activity;
    }

    /**
     * @param fact the domain event
     * @param eventType what happened, for audit and activity
     * @param before audited old values; null for a new account
     */
    List<OutboxMessage> changed(
            UserRecord user,
            Record fact,
            String eventType,
            @Nullable Map<String, Object> before,
            Map<String, Object> after,
            Actor actor) {
        var messages = new ArrayList<OutboxMessage>();
        messages.add(events.domain(fact, user.id(), user.version(), actor.reference()));
        messages.add(events.state(
                new UserState(user.id(), user.status(), user.role(), user.notBefore()), user.id(), user.version()));
        AuditAction action = before == null ? AuditAction.INSERT : AuditAction.UPDATE;
        messages.add(audit.message(actor, action, TABLE, user.id(), eventType, before, after));
        messages.add(activity.message(user.id(), actor, eventType, "user", user.id(), null));
        return messages;
    }
}
