package de.lopezitwelt.auth.totp;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Records changes of second factors: that they changed, never their secrets. */
@ApplicationScoped
public class TotpJournal {
    private final ChangeRecorder changes;

    TotpJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    public Uni<Void> changed(SqlConnection transaction, String userId, String what, Actor actor) {
        return changes.record(
                transaction,
                changes.by(actor)
                        .updated("users", userId, what, null, null)
                        .activityOf(userId, what, "user", userId, null));
    }
}
