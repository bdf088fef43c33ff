package de.lopezitwelt.auth.login;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Records attempts to sign in. */
@ApplicationScoped
class LoginJournal {
    private static final String SIGN_IN = "sign_in";
    private static final String ATTEMPTS = "login_attempts";

    private final ChangeRecorder changes;

    LoginJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Uni<Void> succeeded(SqlConnection transaction, String userId, String familyId, Origin origin) {
        var actor = new Actor(userId, null, null, origin.ipAddress(), origin.userAgent());
        Change change = changes.by(actor)
                .inserted("token_families", familyId, "user.signed-in", Map.of("user_id", userId))
                .activityOf(userId, "user.signed-in", SIGN_IN, familyId, null);
        return changes.record(transaction, change);
    }

    /** The actor is unknown: the attempt need not be the user's own. */
    Uni<Void> failed(SqlConnection transaction, String attemptId, String userId, Origin origin, String reason) {
        return refused(transaction, attemptId, userId, origin, "user.sign-in-failed", reason);
    }

    Uni<Void> refusedAsInactive(SqlConnection transaction, String attemptId, String userId, Origin origin) {
        return refused(transaction, attemptId, userId, origin, "user.sign-in-refused", "account inactive");
    }

    private Uni<Void> refused(
            SqlConnection transaction, String attemptId, String userId, Origin origin, String what, String reason) {
        var stranger = new Actor(null, null, null, origin.ipAddress(), origin.userAgent());
        Change change = changes.by(stranger)
                .inserted(ATTEMPTS, attemptId, what, Map.of("user_id", userId, "reason", reason))
                .activityOf(userId, what, SIGN_IN, null, Map.of("reason", reason));
        return changes.record(transaction, change);
    }
}
