package de.lopezitwelt.auth.totp;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.auth.totp.TotpRepository.Enrolment;
import de.lopezitwelt.auth.totp.code.RecoveryCodes;
import de.lopezitwelt.auth.totp.code.TotpEnrolment;
import de.lopezitwelt.auth.totp.code.TotpSeal;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets up and removes a user's authenticator. */
@ApplicationScoped
class TotpService {
    /** RFC 4226 §4 R6 recommends 160 bits. */
    private static final int SECRET_BYTES = 20;

    private final Pool pool;
    private final TotpRepository repository;
    private final TotpCheck check;
    private final TotpSeal seal;
    private final TotpJournal journal;
    private final TotpConfig config;
    private final LoginThrottle throttle;
    private final Users users;
    private final SecureRandom random;
    private final Clock clock;

    TotpService(
            Pool pool,
            TotpRepository repository,
            TotpCheck check,
            TotpSeal seal,
            TotpJournal journal,
            TotpConfig config,
            LoginThrottle throttle,
            Users users,
            SecureRandom random,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.check = check;
        this.seal = seal;
        this.journal = journal;
        this.config = config;
        this.throttle = throttle;
        this.users = users;
        this.random = random;
        this.clock = clock;
    }

    Uni<TotpStatus> status(String userId) {
        return repository
                .find(pool, userId)
                .chain(enrolment -> repository
                        .countRecoveryCodes(pool, userId)
                        .map(left -> enrolment == null
                                ? TotpStatus.NONE
                                : new TotpStatus(enrolment.confirmedAt() != null, enrolment.confirmedAt(), left)));
    }

    /**
     * Makes a new secret, which is shown only this once and takes effect with its first right code. 409 while another
     * one is in effect.
     */
    Uni<TotpEnrolment> enrol(String userId) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return users.find(userId)
                .call(() -> pool.withTransaction(transaction -> lock(transaction, userId)
                        .chain(() -> repository.find(transaction, userId))
                        .invoke(held -> {
                            if (held != null && held.confirmedAt() != null) {
                                throw new ProblemException(AuthProblem.TOTP_ENABLED);
                            }
                        })
                        .chain(() ->
                                repository.enrol(transaction, userId, seal.seal(secret, userId), clock.instant()))))
                .map(user -> TotpEnrolment.of(config.issuer(), user.email(), secret));
    }

    /**
     * Switches the authenticator on with its first right code. Returns the recovery codes, which are shown only this
     * once.
     */
    Uni<List<String>> confirm(String userId, String code, Actor actor) {
        List<String> codes = RecoveryCodes.draw(random);
        return users.find(userId)
                .chain(user -> throttled(
                        user,
                        actor,
                        transaction -> repository
                                .find(transaction, userId)
                                .invoke(TotpService::requirePending)
                                .chain(enrolment ->
                                        check.acceptDigits(transaction, userId, enrolment, code.replace(" ", "")))
                                .call(right -> right
                                        ? enable(transaction, userId, codes, actor)
                                        : Uni.createFrom().voidItem())))
                .invoke(right -> {
                    if (!right) {
                        throw ProblemException.invalid("code", "is not the authenticator's code");
                    }
                })
                .replaceWith(codes);
    }

    private Uni<Void> enable(SqlConnection transaction, String userId, List<String> codes, Actor actor) {
        return repository
                .confirm(transaction, userId, clock.instant())
                .chain(() -> store(transaction, userId, codes))
                .chain(() -> journal.changed(transaction, userId, "totp.enabled", actor));
    }

    Uni<List<String>> renewRecoveryCodes(String userId, Actor actor) {
        List<String> codes = RecoveryCodes.draw(random);
        return pool.withTransaction(transaction -> lock(transaction, userId)
                        .chain(() -> requireEnabled(transaction, userId))
                        .chain(() -> store(transaction, userId, codes))
                        .chain(() -> journal.changed(transaction, userId, "totp.recovery-codes-renewed", actor)))
                .replaceWith(codes);
    }

    Uni<Void> disable(String userId, Actor actor) {
        return pool.withTransaction(transaction -> lock(transaction, userId)
                .chain(() -> requireEnabled(transaction, userId))
                .chain(() -> repository.remove(transaction, userId))
                .chain(() -> journal.changed(transaction, userId, "totp.disabled", actor)));
    }

    private interface Check {
        Uni<Boolean> run(SqlConnection transaction);
    }

    /** Counts the attempt as failed before it is checked; a right one undoes that. */
    private Uni<Boolean> throttled(UserRecord user, Actor actor, Check attempt) {
        var subject = ThrottleSubject.of(user.email(), actor.ipAddress());
        return throttle.reserve(subject)
                .chain(() -> pool.withTransaction(transaction -> lock(transaction, user.id())
                                .chain(() -> attempt.run(transaction))
                                .call(right -> right
                                        ? throttle.markSucceeded(transaction, subject)
                                        : throttle.markFailed(transaction, subject)))
                        .onFailure(ProblemException.class)
                        .call(() -> throttle.takeBack(subject)));
    }

    private Uni<Void> store(SqlConnection transaction, String userId, List<String> codes) {
        return repository.replaceRecoveryCodes(
                transaction, userId, codes.stream().map(RecoveryCodes::stored).toList());
    }

    private Uni<Void> lock(SqlConnection transaction, String userId) {
        return repository.lockUser(transaction, userId).map(known -> {
            if (!known) {
                throw ProblemException.notFound();
            }
            return null;
        });
    }

    private Uni<Void> requireEnabled(SqlConnection transaction, String userId) {
        return repository.isEnabled(transaction, userId).map(enabled -> {
            if (!enabled) {
                throw new ProblemException(AuthProblem.TOTP_NOT_ENROLLED);
            }
            return null;
        });
    }

    private static void requirePending(@Nullable Enrolment enrolment) {
        if (enrolment == null) {
            throw new ProblemException(AuthProblem.TOTP_NOT_ENROLLED);
        }
        if (enrolment.confirmedAt() != null) {
            throw new ProblemException(AuthProblem.TOTP_ENABLED);
        }
    }
}
