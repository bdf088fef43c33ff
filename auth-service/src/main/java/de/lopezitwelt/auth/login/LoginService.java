package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.history.LoginAttemptRepository;
import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.password.HashingOverloadedException;
import de.lopezitwelt.auth.password.PasswordCheck;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.auth.verification.UnverifiedAction;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Signs people in by e-mail and password. */
@ApplicationScoped
class LoginService {
    private final Pool pool;
    private final LoginThrottle throttle;
    private final LoginRepository repository;
    private final LoginAttemptRepository attempts;
    private final LoginJournal journal;
    private final LoginOutcomes outcomes;
    private final SecondFactor secondFactor;
    private final Passwords passwords;
    private final EmailVerification verification;
    private final Clock clock;

    LoginService(
            Pool pool,
            LoginThrottle throttle,
            LoginRepository repository,
            LoginAttemptRepository attempts,
            LoginJournal journal,
            LoginOutcomes outcomes,
            SecondFactor secondFactor,
            Passwords passwords,
            EmailVerification verification,
            Clock clock) {
        this.pool = pool;
        this.throttle = throttle;
        this.repository = repository;
        this.attempts = attempts;
        this.journal = journal;
        this.outcomes = outcomes;
        this.secondFactor = secondFactor;
        this.passwords = passwords;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * Fails with the same 401 for an unknown e-mail and a wrong password, after the same work; with 429 while account or
     * address is locked, without any hashing.
     */
    Uni<LoginStep> login(EmailAddress email, String password, Origin origin) {
        var attempt = LoginAttempt.of(email, origin);
        return throttle.reserve(attempt.subject())
                .chain(() -> repository.findByEmail(pool, email))
                .chain(credentials -> check(attempt, credentials, password)
                        .chain(check -> credentials != null && check.matches()
                                ? admit(attempt, credentials, check)
                                : reject(attempt, credentials, "wrong password")));
    }

    private Uni<PasswordCheck> check(LoginAttempt attempt, @Nullable Credentials credentials, String password) {
        return passwords
                .check(password, credentials == null ? null : credentials.passwordHash())
                .onFailure(HashingOverloadedException.class)
                .call(() -> throttle.takeBack(attempt.subject()))
                .onFailure(HashingOverloadedException.class)
                .transform(e -> Passwords.busy());
    }

    private Uni<LoginStep> admit(LoginAttempt attempt, Credentials credentials, PasswordCheck check) {
        if (!credentials.active()) {
            return refuse(
                    attempt,
                    AuthProblem.ACCOUNT_INACTIVE,
                    (transaction, id) ->
                            journal.refusedAsInactive(transaction, id, credentials.userId(), attempt.origin()));
        }
        if (!verification.permits(UnverifiedAction.SIGN_IN, credentials.emailVerified())) {
            return reject(attempt, credentials, "e-mail not verified");
        }
        String renewed = check.renewedHash();
        String hash = renewed == null ? credentials.passwordHash() : renewed;
        return pool.withTransaction(transaction -> secondFactor
                        .demand(transaction, credentials.userId(), hash)
                        .chain(challenge -> challenge == null
                                ? open(transaction, attempt, credentials, renewed)
                                : ask(transaction, credentials, renewed, challenge)))
                .call(step -> step instanceof LoginStep.CodeNeeded
                        ? throttle.takeBack(attempt.subject())
                        : Uni.createFrom().voidItem());
    }

    private Uni<LoginStep> open(
            SqlConnection transaction, LoginAttempt attempt, Credentials credentials, @Nullable String renewedHash) {
        return repository
                .markLoggedIn(transaction, credentials, renewedHash, clock.instant())
                .invoke(unchanged -> {
                    if (!unchanged) {
                        throw new ProblemException(AuthProblem.INVALID_CREDENTIALS);
                    }
                })
                .chain(() -> repository.reload(transaction, credentials.userId()))
                .map(user -> new Subject(user.userId(), user.role(), user.notBefore()))
                .chain(subject -> outcomes.succeeded(transaction, attempt, subject, Assurance.AAL1))
                .map(LoginStep.SignedIn::new);
    }

    /** The failures of the account stay, so that a caller who knows the password cannot guess codes any faster. */
    private Uni<LoginStep> ask(
            SqlConnection transaction,
            Credentials credentials,
            @Nullable String renewedHash,
            LoginChallenge challenge) {
        Uni<Void> renewed = renewedHash == null
                ? Uni.createFrom().voidItem()
                : repository.renewHash(transaction, credentials, renewedHash);
        return renewed.replaceWith(new LoginStep.CodeNeeded(challenge));
    }

    /**
     * An e-mail that is not verified is refused like a wrong password and counts like one. Otherwise a stranger
     * who registers somebody's e-mail would learn by the difference whether the account was created.
     */
    private Uni<LoginStep> reject(LoginAttempt attempt, @Nullable Credentials credentials, String reason) {
        String userId = credentials == null ? null : credentials.userId();
        return pool.withTransaction(transaction -> outcomes.failed(transaction, attempt, userId, reason))
                .chain(() -> Uni.createFrom().failure(refusal()));
    }

    private ProblemException refusal() {
        return verification.isRequired()
                ? new ProblemException(
                        AuthProblem.INVALID_CREDENTIALS,
                        "Or the e-mail is not verified yet: the mail with its link can be asked for again")
                : new ProblemException(AuthProblem.INVALID_CREDENTIALS);
    }

    /** Only a caller who knows the password learns that the account is switched off. */
    private Uni<LoginStep> refuse(
            LoginAttempt attempt, AuthProblem reason, BiFunction<SqlConnection, String, Uni<Void>> recording) {
        return pool.withTransaction(transaction -> attempts.record(
                                transaction, attempt.email().normalised(), attempt.origin(), false)
                        .chain(attemptId -> recording.apply(transaction, attemptId))
                        .chain(() -> throttle.markSucceeded(transaction, attempt.subject())))
                .chain(() -> Uni.createFrom().failure(new ProblemException(reason)));
    }
}
