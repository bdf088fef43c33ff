package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.auth.password.HashingOverloadedException;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.token.access.AccessToken;
import de.lopezitwelt.auth.token.access.AccessTokenIssuer;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.auth.totp.ProvidedCode;
import de.lopezitwelt.auth.totp.TotpCheck;
import de.lopezitwelt.auth.totp.TotpJournal;
import de.lopezitwelt.auth.totp.TotpRepository;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Takes a fresh proof from a signed-in user: a code if they have an authenticator, otherwise the password. Wrong
 * guesses count as they do at login.
 */
@ApplicationScoped
class StepUpService {
    private final Pool pool;
    private final TotpRepository repository;
    private final TotpCheck check;
    private final TotpJournal journal;
    private final Users users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final AccessTokenIssuer accessTokens;

    StepUpService(
            Pool pool,
            TotpRepository repository,
            TotpCheck check,
            TotpJournal journal,
            Users users,
            Passwords passwords,
            LoginThrottle throttle,
            AccessTokenIssuer accessTokens) {
        this.pool = pool;
        this.repository = repository;
        this.check = check;
        this.journal = journal;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.accessTokens = accessTokens;
    }

    Uni<AccessToken> withCode(Caller caller, ProvidedCode code) {
        return users.find(caller.userId()).chain(user -> {
            var subject = ThrottleSubject.of(user.email(), caller.origin().ipAddress());
            return throttle.reserve(subject)
                    .chain(() -> pool.withTransaction(transaction -> repository
                            .lockUser(transaction, user.id())
                            .chain(() -> check.accept(transaction, user.id(), code))
                            .call(right -> right
                                    ? throttle.markSucceeded(transaction, subject)
                                    : throttle.markFailed(transaction, subject)
                                            .chain(() -> failed(transaction, user, caller.actor())))))
                    .invoke(right -> require(right, "code", "is wrong or was used before"))
                    .map(right -> token(user, caller, Assurance.AAL2));
        });
    }

    /** Refused for a user with an authenticator: a password alone would prove less than their sign-in did. */
    Uni<AccessToken> withPassword(Caller caller, String password) {
        return check.isEnabled(pool, caller.userId())
                .invoke(enabled -> require(!enabled, "code", "is needed: the account has an authenticator"))
                .chain(() -> users.find(caller.userId()))
                .chain(user -> {
                    var subject =
                            ThrottleSubject.of(user.email(), caller.origin().ipAddress());
                    return throttle.reserve(subject)
                            .chain(() -> users.passwordHash(user.id()))
                            .chain(stored -> matches(subject, password, stored))
                            .call(right ->
                                    right ? throttle.markSucceeded(subject) : tellFailed(user, subject, caller.actor()))
                            .invoke(right -> require(right, "password", "is not the password"))
                            .map(right -> token(user, caller, Assurance.AAL1));
                });
    }

    private Uni<Boolean> matches(ThrottleSubject subject, String password, @Nullable String stored) {
        return passwords
                .check(password, stored)
                .onFailure(HashingOverloadedException.class)
                .call(() -> throttle.takeBack(subject))
                .onFailure(HashingOverloadedException.class)
                .transform(e -> Passwords.busy())
                .map(check -> check.matches());
    }

    private Uni<Void> tellFailed(UserRecord user, ThrottleSubject subject, Actor actor) {
        return pool.withTransaction(
                transaction -> throttle.markFailed(transaction, subject).chain(() -> failed(transaction, user, actor)));
    }

    private Uni<Void> failed(SqlConnection transaction, UserRecord user, Actor actor) {
        return journal.changed(transaction, user.id(), "user.step-up-failed", actor);
    }

    private AccessToken token(UserRecord user, Caller caller, Assurance assurance) {
        return accessTokens.forProof(
                new Subject(user.id(), user.role(), user.notBefore()),
                caller.signIn().id(),
                assurance);
    }

    private static void require(boolean condition, String field, String reason) {
        if (!condition) {
            throw ProblemException.invalid(field, reason);
        }
    }
}
