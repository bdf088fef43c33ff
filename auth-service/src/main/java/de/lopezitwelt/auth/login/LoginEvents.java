package de.lopezitwelt.auth.login;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What is told about attempts to sign in. */
@ApplicationScoped
class LoginEvents {
    private static final String SIGN_IN = "sign_in";
    private static final String ATTEMPTS = "login_attempts";

    private final AuditEvents audit;
    private final ActivityEvents activity;

    LoginEvents(AuditEvents audit, ActivityEvents activity) {
        this.audit = audit;
        this.activity = activity;
    }

    List<OutboxMessage> succeeded(String userId, String familyId, Origin origin) {
        Actor actor = actor(userId, origin);
        return List.of(
                audit.message(
                        actor,
                        AuditAction.INSERT,
                        "token_families",
                        familyId,
                        "user.signed-in",
                        null,
                        Map.of("user_id", userId)),
                activity.message(userId, actor, "user.signed-in", SIGN_IN, familyId, null));
    }

    /** By somebody, not necessarily the user: so the actor is unknown. */
    List<OutboxMessage> failed(String attemptId, String userId, Origin origin, String reason) {
        return refused(attemptId, userId, origin, "user.sign-in-failed", reason);
    }

    List<OutboxMessage> refusedAsInactive(String attemptId, String userId, Origin origin) {
        return refused(attemptId, userId, origin, "user.sign-in-refused", "account inactive");
    }

    private List<OutboxMessage> refused(
            String attemptId, String userId, Origin origin, String eventType, String reason) {
        Actor stranger = new Actor(null, null, null, origin.ipAddress(), origin.userAgent());
        return List.of(
                audit.message(
                        stranger,
                        AuditAction.INSERT,
                        ATTEMPTS,
                        attemptId,
                        eventType,
                        null,
                        Map.of("user_id", userId, "reason", reason)),
                activity.message(userId, stranger, eventType, SIGN_IN, null, Map.of("reason", reason)));
    }

    private static Actor actor(String userId, Origin origin) {
        return new Actor(userId, null, null, origin.ipAddress(), origin.userAgent());
    }
}
