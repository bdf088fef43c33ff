package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.ThrottleDecision.Refused;
import de.lopezitwelt.auth.login.ThrottleDecision.Reserved;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Guards every place where a password is checked. {@link #reserve} commits the attempt as failed before anything is
 * hashed; who turns out right takes it back with {@link #markSucceeded}.
 */
@ApplicationScoped
public class LoginThrottle {
    private final Pool pool;
    private final ThrottleRepository repository;
    private final ThrottlePolicy policy;
    private final Clock clock;

    LoginThrottle(Pool pool, ThrottleRepository repository, ThrottleConfig config, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.policy = new ThrottlePolicy(config.limits());
        this.clock = clock;
    }

    /**
     * Fails with 429 and {@code Retry-After} while account or address is locked; then neither has been counted. Looks at
     * the clock under the lock: while waiting for it others may have locked the account.
     */
    public Uni<Void> reserve(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository
                .lock(transaction, ThrottleRepository.ACCOUNT, subject.account(), clock.instant())
                .map(counter -> require(policy.reserveForAccount(counter, clock.instant())))
                .chain(account -> repository
                        .lock(transaction, ThrottleRepository.ADDRESS, subject.address(), clock.instant())
                        .map(counter -> require(policy.reserveForAddress(counter, clock.instant())))
                        .call(() ->
                                repository.write(transaction, ThrottleRepository.ACCOUNT, subject.account(), account)))
                .call(address -> repository.write(transaction, ThrottleRepository.ADDRESS, subject.address(), address))
                .replaceWithVoid());
    }

    /** Within the transaction that records the success. */
    public Uni<Void> markSucceeded(SqlConnection transaction, ThrottleSubject subject) {
        return repository.markSucceeded(transaction, subject);
    }

    /** The same, in a transaction of its own. */
    public Uni<Void> markSucceeded(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository.markSucceeded(transaction, subject));
    }

    /** For an attempt that was reserved but could not be made. */
    public Uni<Void> takeBack(ThrottleSubject subject) {
        return pool.withTransaction(transaction -> repository.takeBack(transaction, subject));
    }

    private static ThrottleCounter require(ThrottleDecision decision) {
        return switch (decision) {
            case Reserved(ThrottleCounter counter) -> counter;
            case Refused(var retryAfter) ->
                throw new ProblemException(AuthProblem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
        };
    }
}
