package de.lopezitwelt.auth.login.throttle;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Busy;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Refused;
import de.lopezitwelt.auth.login.throttle.ThrottleDecision.Reserved;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Guards every place where a password is checked. {@link #reserve} commits the attempt as failed before anything is
 * hashed; a right password takes it back.
 */
@ApplicationScoped
public class LoginThrottle {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(1);

    private final Pool pool;
    private final ThrottleRepository repository;
    private final ThrottleConfig config;
    private final ThrottlePolicy policy;
    private final Clock clock;
    private final SubjectQueue queue = new SubjectQueue();

    LoginThrottle(Pool pool, ThrottleRepository repository, ThrottleConfig config, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.config = config;
        this.policy = new ThrottlePolicy(config.limits());
        this.clock = clock;
    }

    /**
     * Fails with 429 and {@code Retry-After} while account or address is locked; then neither has been counted. While the
     * attempts that led to the lock are being decided it waits for them. Each reservation is to be followed by {@link
     * #markSucceeded}, {@link #markFailed} or {@link #takeBack}.
     */
    public Uni<Void> reserve(ThrottleSubject subject) {
        Instant deadline = clock.instant().plus(config.patience());
        return queue.take(subject.account(), () -> reserve(subject, deadline));
    }

    private Uni<Void> reserve(ThrottleSubject subject, Instant deadline) {
        return attempt(subject).chain(decision -> switch (decision) {
            case Reserved reserved -> Uni.createFrom().voidItem();
            case Refused(var retryAfter) -> refuse(retryAfter);
            case Busy busy
            when clock.instant().isBefore(deadline) ->
                Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(() -> reserve(subject, deadline));
            case Busy busy -> refuse(RETRY_WHEN_BUSY);
        });
    }

    /** Looks at the clock under the lock: while waiting for it others may have locked the account. */
    private Uni<ThrottleDecision> attempt(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository
                .lock(transaction, ThrottleRepository.ACCOUNT, subject.account(), clock.instant())
                .map(counter -> policy.reserveForAccount(counter, clock.instant()))
                .chain(account -> account instanceof Reserved(ThrottleCounter counter)
                        ? reserveForAddress(transaction, subject, counter)
                        : Uni.createFrom().item(account)));
    }

    private Uni<ThrottleDecision> reserveForAddress(
            SqlConnection transaction, ThrottleSubject subject, ThrottleCounter account) {
        return repository
                .lock(transaction, ThrottleRepository.ADDRESS, subject.address(), clock.instant())
                .map(counter -> policy.reserveForAddress(counter, clock.instant()))
                .call(decision -> decision instanceof Reserved(ThrottleCounter address)
                        ? repository
                                .write(transaction, ThrottleRepository.ACCOUNT, subject.account(), account)
                                .chain(() -> repository.write(
                                        transaction, ThrottleRepository.ADDRESS, subject.address(), address))
                        : Uni.createFrom().voidItem());
    }

    /** Within the transaction that records the success. */
    public Uni<Void> markSucceeded(SqlConnection transaction, ThrottleSubject subject) {
        return repository.markSucceeded(transaction, subject);
    }

    /** The same, in a transaction of its own. */
    public Uni<Void> markSucceeded(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository.markSucceeded(transaction, subject));
    }

    /** Within the transaction that records the failure. */
    public Uni<Void> markFailed(SqlConnection transaction, ThrottleSubject subject) {
        return repository.markFailed(transaction, subject);
    }

    /** The same, in a transaction of its own. */
    public Uni<Void> markFailed(ThrottleSubject subject) {
        return repository.markFailed(pool, subject);
    }

    /** For an attempt that was reserved but could not be made. */
    public Uni<Void> takeBack(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository.takeBack(transaction, subject));
    }

    /**
     * Lifts the account's lock and forgets its failures, after the user has proved by other means that the account is
     * theirs.
     */
    public Uni<Void> unlock(String email) {
        return repository
                .forget(pool, ThrottleSubject.of(email, null).account())
                .replaceWithVoid();
    }

    private static Uni<Void> refuse(Duration retryAfter) {
        return Uni.createFrom().failure(new ProblemException(AuthProblem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter));
    }
}
