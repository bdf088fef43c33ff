package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.auth.login.throttle.ThrottleRepository;
import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;

/** What administrators see of sign-ins and do about locks. */
@ApplicationScoped
class LoginAdministration {
    private final Pool pool;
    private final LoginAttemptRepository attempts;
    private final ThrottleRepository throttles;
    private final Users users;
    private final ChangeRecorder changes;

    LoginAdministration(
            Pool pool,
            LoginAttemptRepository attempts,
            ThrottleRepository throttles,
            Users users,
            ChangeRecorder changes) {
        this.pool = pool;
        this.attempts = attempts;
        this.throttles = throttles;
        this.users = users;
        this.changes = changes;
    }

    Uni<Page<RecordedLogin>> list(LoginAttemptFilter filter, PageRequest page) {
        return attempts.findPage(filter, page)
                .map(rows -> Page.of(rows, page, attempt -> Cursor.of(attempt.id()), Function.identity()));
    }

    /** Lifts the lock that wrong guesses caused. Fails with 404 for an unknown user. Recorded only when there was a lock. */
    Uni<Void> unlock(String userId, Actor actor) {
        return users.find(userId)
                .chain(user -> pool.withTransaction(transaction -> throttles
                        .forget(
                                transaction,
                                ThrottleSubject.of(user.email(), null).account())
                        .chain(lifted -> lifted
                                ? changes.record(
                                        transaction,
                                        changes.by(actor)
                                                .updated(
                                                        "login_throttles",
                                                        userId,
                                                        "user.unlocked",
                                                        null,
                                                        Map.of("locked", false)))
                                : Uni.createFrom().voidItem())));
    }
}
