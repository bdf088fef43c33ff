package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.password.HashingOverloadedException;
import de.lopezitwelt.auth.password.PasswordCheck;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.token.Subject;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.user.EmailAddress;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.auth.verification.UnverifiedAction;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signs people in by e-mail and password. */
@ApplicationScoped
class LoginService {
    private final Pool pool;
    private final LoginThrottle throttle;
    private final LoginRepository repository;
    private final LoginEvents events;
    private final Passwords passwords;
    private final SignIns signIns;
    private final EmailVerification verification;
    private final Outbox outbox;
    private final Clock clock;

    LoginService(
            Pool pool,
            LoginThrottle throttle,
            LoginRepository repository,
            LoginEvents events,
            Passwords passwords,
            SignIns signIns,
            EmailVerification verification,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.throttle = throttle;
        this.repository = repository;
        this.events = events;
        this.passwords = passwords;
        this.signIns = signIns;
        this.verification = verification;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Fails with the same 401 for an unknown e-mail and a wrong password, after the same work; with 429 while account or
     * address is locked, without any hashing.
     */
    Uni<TokenAnswer> login(EmailAddress email, String password, Origin origin) {
        var attempt = new Attempt(email, origin, ThrottleSubject.of(email.normalised(), origin.ipAddress()));
        return throttle.reserve(attempt.subject())
                .chain(() -> repository.findByEmail(pool, email))
                .chain(credentials -> check(attempt, credentials, password)
                        .chain(check -> credentials != null && check.matches()
                                ? admit(attempt, credentials, check)
                                : reject(attempt, credentials)));
    }

    private record Attempt(EmailAddress email, Origin origin, ThrottleSubject subject) {}

    private Uni<PasswordCheck> check(Attempt attempt, @Nullable Credentials credentials, String password) {
        return passwords
                .check(password, credentials == null ? null : credentials.passwordHash())
                .onFailure(HashingOverloadedException.class)
                .call(() -> throttle.takeBack(attempt.subject()))
                .onFailure(HashingOverloadedException.class)
                .transform(e -> Passwords.busy());
    }

    private Uni<TokenAnswer> admit(Attempt attempt, Credentials credentials, PasswordCheck check) {
        if (!credentials.active()) {
            return refuse(
                    attempt,
                    AuthProblem.ACCOUNT_INACTIVE,
                    id -> events.refusedAsInactive(id, credentials.userId(), attempt.origin()));
        }
        if (!verification.permits(UnverifiedAction.SIGN_IN, credentials.emailVerified())) {
            return refuse(
                    attempt,
                    AuthProblem.EMAIL_NOT_VERIFIED,
                    id -> events.refusedAsUnverified(id, credentials.userId(), attempt.origin()));
        }
        return pool.withTransaction(transaction -> repository
                        .markLoggedIn(transaction, credentials, check.renewedHash(), clock.instant())
                        .chain(unchanged -> unchanged
                                ? open(transaction, attempt, credentials.userId())
                                : Uni.createFrom().failure(new ProblemException(AuthProblem.INVALID_CREDENTIALS))))
                .invoke(outbox::committed);
    }

    private Uni<TokenAnswer> open(SqlConnection transaction, Attempt attempt, String userId) {
        return repository
                .reload(transaction, userId)
                .map(user -> new Subject(user.userId(), user.role(), user.notBefore()))
                .chain(subject -> signIns.start(transaction, subject, attempt.origin()))
                .call(() -> repository.recordAttempt(transaction, attempt.email(), attempt.origin(), true))
                .call(signIn ->
                        outbox.append(transaction, events.succeeded(userId, signIn.familyId(), attempt.origin())))
                .call(() -> throttle.markSucceeded(transaction, attempt.subject()))
                .map(SignIns.SignIn::tokens);
    }

    private Uni<TokenAnswer> reject(Attempt attempt, @Nullable Credentials credentials) {
        return pool.withTransaction(transaction -> repository
                        .recordAttempt(transaction, attempt.email(), attempt.origin(), false)
                        .chain(attemptId -> credentials == null
                                ? Uni.createFrom().voidItem()
                                : outbox.append(
                                        transaction, events.failed(attemptId, credentials.userId(), attempt.origin())))
                        .chain(() -> throttle.markFailed(transaction, attempt.subject())))
                .invoke(outbox::committed)
                .chain(() -> Uni.createFrom().failure(new ProblemException(AuthProblem.INVALID_CREDENTIALS)));
    }

    /** Only who knows the password learns that the account is switched off or not verified. */
    private Uni<TokenAnswer> refuse(
            Attempt attempt, AuthProblem reason, Function<String, List<OutboxMessage>> messages) {
        return pool.withTransaction(transaction -> repository
                        .recordAttempt(transaction, attempt.email(), attempt.origin(), false)
                        .chain(attemptId -> outbox.append(transaction, messages.apply(attemptId)))
                        .chain(() -> throttle.markSucceeded(transaction, attempt.subject())))
                .invoke(outbox::committed)
                .chain(() -> Uni.createFrom().failure(new ProblemException(reason)));
    }
}
