package de.lopezitwelt.auth.totp;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Events about second factors: that they changed, never their secrets. */
@ApplicationScoped
public class TotpEvents {
    private final AuditEvents audit;
    private final ActivityEvents activity;

    TotpEvents(AuditEvents audit, ActivityEvents activity) {
        this.audit = audit;
        this.activity = activity;
    }

    public List<OutboxMessage> changed(String userId, String eventType, Actor actor) {
        return List.of(
                audit.message(actor, AuditAction.UPDATE, "users", userId, eventType, null, null),
                activity.message(userId, actor, eventType, "user", userId, null));
    }
}
