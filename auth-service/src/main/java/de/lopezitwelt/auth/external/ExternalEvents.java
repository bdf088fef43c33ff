package de.lopezitwelt.auth.external;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Events about sign-ins through providers, the same as those about sign-ins by password. */
@ApplicationScoped
class ExternalEvents {
    private static final String SIGN_IN = "sign_in";

    private final AuditEvents audit;
    private final ActivityEvents activity;

    ExternalEvents(AuditEvents audit, ActivityEvents activity) {
        this.audit = audit;
        this.activity = activity;
    }

    List<OutboxMessage> signedIn(String userId, String familyId, String provider, Origin origin) {
        Actor actor = new Actor(userId, null, null, origin.ipAddress(), origin.userAgent());
        return List.of(
                audit.message(
                        actor,
                        AuditAction.INSERT,
                        "token_families",
                        familyId,
                        "user.signed-in",
                        null,
                        Map.of("user_id", userId, "provider", provider)),
                activity.message(userId, actor, "user.signed-in", SIGN_IN, familyId, Map.of("provider", provider)));
    }

    List<OutboxMessage> refusedAsInactive(String attemptId, String userId, Origin origin) {
        Actor actor = new Actor(userId, null, null, origin.ipAddress(), origin.userAgent());
        return List.of(
                audit.message(
                        actor,
                        AuditAction.INSERT,
                        "login_attempts",
                        attemptId,
                        "user.sign-in-refused",
                        null,
                        Map.of("user_id", userId, "reason", "account inactive")),
                activity.message(
                        userId, actor, "user.sign-in-refused", SIGN_IN, null, Map.of("reason", "account inactive")));
    }
}
