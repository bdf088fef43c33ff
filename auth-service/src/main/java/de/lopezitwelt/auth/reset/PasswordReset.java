package de.lopezitwelt.auth.reset;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOnRequest;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.EmailOwnership;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets users who forgot their password set another one. It does not sign them in. */
@ApplicationScoped
class PasswordReset {
    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final ResetRepository repository;
    private final MailOnRequest mailOnRequest;
    private final EmailOwnership ownership;
    private final Users users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Clock clock;

    PasswordReset(
            Mutiny.SessionFactory sessions,
            Pool pool,
            ResetRepository repository,
            MailOnRequest mailOnRequest,
            EmailOwnership ownership,
            Users users,
            Passwords passwords,
            LoginThrottle throttle,
            Clock clock) {
        this.sessions = sessions;
        this.pool = pool;
        this.repository = repository;
        this.mailOnRequest = mailOnRequest;
        this.ownership = ownership;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** The same work and the same answer for every e-mail address, registered or not. */
    Uni<Void> forgot(EmailAddress email, Actor actor, @Nullable String acceptLanguage) {
        return mailOnRequest.ask(MailKind.PASSWORD_RESET, email, actor.ipAddress(), acceptLanguage);
    }

    /**
     * Fails with 400 for a link that is unknown, used or expired, before anything is hashed; a refused password leaves
     * the link valid. Ends every sign-in and the user's lock from wrong guesses.
     */
    Uni<Void> reset(String token, String newPassword, Actor actor) {
        String digest = OneTimeSecrets.digest(token);
        return repository
                .findUserOfUsable(pool, digest, clock.instant())
                .onItem()
                .ifNull()
                .failWith(PasswordReset::invalid)
                .chain(users::find)
                .invoke(user -> require(user, newPassword))
                .chain(user -> passwords
                        .hash(newPassword)
                        .chain(hash -> change(user, digest, hash, actor))
                        .chain(() -> throttle.unlock(user.email())));
    }

    private void require(UserRecord user, String newPassword) {
        if (!user.active()) {
            throw invalid();
        }
        passwords.require("new_password", newPassword, List.of(user.email(), user.name()));
    }

    private Uni<Void> change(UserRecord user, String digest, String hash, Actor actor) {
        var self = new Actor(user.id(), null, null, actor.ipAddress(), actor.userAgent());
        return sessions.withTransaction((session, transaction) -> ownership
                .resetPassword(session, user.id(), hash, self)
                .chain(() -> repository.use(session, digest, user.id(), clock.instant()))
                .invoke(first -> {
                    if (!first) {
                        throw invalid();
                    }
                })
                .replaceWithVoid());
    }

    private static ProblemException invalid() {
        return new ProblemException(AuthProblem.INVALID_LINK);
    }
}
