package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.login.LoginAttempt;
import de.lopezitwelt.auth.login.LoginChallenge;
import de.lopezitwelt.auth.login.LoginOutcomes;
import de.lopezitwelt.auth.login.SecondFactor;
import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.totp.ProvidedCode;
import de.lopezitwelt.auth.totp.TotpCheck;
import de.lopezitwelt.auth.totp.TotpConfig;
import de.lopezitwelt.auth.totp.challenge.LoginChallengeRepository.Locked;
import de.lopezitwelt.auth.totp.challenge.LoginChallengeRepository.Pending;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.web.identity.Origin;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second step of a login. Its caller has given the right password; guessing codes counts like guessing passwords.
 */
@ApplicationScoped
class TotpLogin implements SecondFactor {
    private static final List<String> METHODS = List.of("totp", "recovery_code");

    private final Pool pool;
    private final LoginChallengeRepository repository;
    private final TotpCheck check;
    private final TotpConfig config;
    private final LoginThrottle throttle;
    private final LoginOutcomes outcomes;
    private final OneTimeSecrets secrets;
    private final Clock clock;

    TotpLogin(
            Pool pool,
            LoginChallengeRepository repository,
            TotpCheck check,
            TotpConfig config,
            LoginThrottle throttle,
            LoginOutcomes outcomes,
            OneTimeSecrets secrets,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.check = check;
        this.config = config;
        this.throttle = throttle;
        this.outcomes = outcomes;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Uni<@Nullable LoginChallenge> demand(SqlConnection transaction, String userId, String passwordHash) {
        return check.isEnabled(transaction, userId).chain(enabled -> {
            if (!enabled) {
                return Uni.createFrom().nullItem();
            }
            String challenge = secrets.next();
            return repository
                    .insert(
                            transaction,
                            OneTimeSecrets.digest(challenge),
                            userId,
                            Sha256.hex(passwordHash),
                            clock.instant().plus(config.challengeLife()))
                    .replaceWith(
                            new LoginChallenge(challenge, config.challengeLife().toSeconds(), METHODS));
        });
    }

    /**
     * Fails with 401 for an expired challenge and for a wrong or used code, with 429 while the user or the network
     * address is locked.
     */
    Uni<TokenAnswer> complete(String challenge, ProvidedCode code, Origin origin) {
        String tokenHash = OneTimeSecrets.digest(challenge);
        return repository.find(pool, tokenHash, clock.instant()).chain(pending -> {
            if (pending == null) {
                throw new ProblemException(AuthProblem.INVALID_CHALLENGE);
            }
            var attempt = LoginAttempt.of(new EmailAddress(pending.email()), origin);
            return throttle.reserve(attempt.subject())
                    .chain(() ->
                            pool.withTransaction(transaction -> decide(transaction, tokenHash, pending, attempt, code)))
                    .map(outcome -> switch (outcome) {
                        case Outcome.Admitted(TokenAnswer tokens) -> tokens;
                        case Outcome.Refused(AuthProblem reason) -> throw new ProblemException(reason);
                    });
        });
    }

    private Uni<Outcome> decide(
            SqlConnection transaction, String tokenHash, Pending pending, LoginAttempt attempt, ProvidedCode code) {
        return repository.lockUser(transaction, pending.userId()).chain(user -> {
            boolean stillValid = user != null
                    && user.active()
                    && Sha256.hex(user.passwordHash()).equals(pending.credentialDigest());
            if (user == null || !stillValid) {
                return refuse(transaction, attempt, pending, "account changed", AuthProblem.INVALID_CHALLENGE);
            }
            return check.accept(transaction, pending.userId(), code)
                    .chain(right -> right
                            ? admit(transaction, tokenHash, user, attempt)
                            : refuse(transaction, attempt, pending, "wrong code", AuthProblem.INVALID_CODE));
        });
    }

    private Uni<Outcome> admit(SqlConnection transaction, String tokenHash, Locked user, LoginAttempt attempt) {
        return repository.spend(transaction, tokenHash).chain(first -> {
            if (!first) {
                return Uni.createFrom().item(new Outcome.Refused(AuthProblem.INVALID_CHALLENGE));
            }
            return repository
                    .markLoggedIn(transaction, user.subject().userId(), clock.instant())
                    .chain(() -> outcomes.succeeded(transaction, attempt, user.subject(), Assurance.AAL2))
                    .map(Outcome.Admitted::new);
        });
    }

    private Uni<Outcome> refuse(
            SqlConnection transaction, LoginAttempt attempt, Pending pending, String reason, AuthProblem problem) {
        return outcomes.failed(transaction, attempt, pending.userId(), reason)
                .replaceWith(new Outcome.Refused(problem));
    }

    /** Not modelled as failures: a failed attempt must be committed although the request fails. */
    private sealed interface Outcome {
        record Admitted(TokenAnswer tokens) implements Outcome {}

        record Refused(AuthProblem reason) implements Outcome {}
    }
}
