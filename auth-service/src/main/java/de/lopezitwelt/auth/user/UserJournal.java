package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Records every change of an account: domain event, snapshot, audit record and activity, within the change's transaction. */
@ApplicationScoped
class UserJournal {
    private static final String TABLE = "users";

    private final ChangeRecorder changes;

    UserJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    /**
     * @param fact the domain event
     * @param what what happened, for audit and activity
     * @param before audited old values; null for a new account
     */
    Uni<Void> changed(
            Mutiny.Session session,
            UserRecord user,
            Record fact,
            String what,
            @Nullable Map<String, Object> before,
            Map<String, Object> after,
            Actor actor) {
        Change change = changes.by(actor)
                .event(fact, user.id(), user.version())
                .snapshot(
                        new UserState(
                                user.id(), user.status(), user.role(), user.notBefore(), user.verifiedEmailDomain()),
                        user.id(),
                        user.version());
        Change audited = before == null
                ? change.inserted(TABLE, user.id(), what, after)
                : change.updated(TABLE, user.id(), what, before, after);
        return changes.record(session, audited.activityOf(user.id(), what, "user", user.id(), null));
    }
}
