package de.lopezitwelt.auth.external;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Records sign-ins through providers, as sign-ins by password are recorded. */
@ApplicationScoped
class ExternalJournal {
    private static final String SIGN_IN = "sign_in";

    private final ChangeRecorder changes;

    ExternalJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Uni<Void> signedIn(SqlConnection transaction, String userId, String familyId, String provider, Origin origin) {
        Change change = by(userId, origin)
                .inserted("token_families", familyId, "user.signed-in", Map.of("user_id", userId, "provider", provider))
                .activityOf(userId, "user.signed-in", SIGN_IN, familyId, Map.of("provider", provider));
        return changes.record(transaction, change);
    }

    Uni<Void> refusedAsInactive(SqlConnection transaction, String attemptId, String userId, Origin origin) {
        Change change = by(userId, origin)
                .inserted(
                        "login_attempts",
                        attemptId,
                        "user.sign-in-refused",
                        Map.of("user_id", userId, "reason", "account inactive"))
                .activityOf(userId, "user.sign-in-refused", SIGN_IN, null, Map.of("reason", "account inactive"));
        return changes.record(transaction, change);
    }

    private Change by(String userId, Origin origin) {
        return changes.by(new Actor(userId, null, null, origin.ipAddress(), origin.userAgent()));
    }
}
