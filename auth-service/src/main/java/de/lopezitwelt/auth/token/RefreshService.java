package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.RefreshTokenRepository.Found;
import de.lopezitwelt.auth.token.access.AccessToken;
import de.lopezitwelt.auth.token.access.AccessTokenIssuer;
import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.auth.token.rotation.RotationPolicy;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Exchanges refresh tokens and ends sign-ins. */
@ApplicationScoped
class RefreshService {
    private static final int ATTEMPTS = 3;
    private static final String TABLE = "token_families";

    private final Pool pool;
    private final RefreshTokenRepository repository;
    private final RotationPolicy policy;
    private final RefreshSecrets secrets;
    private final AccessTokenIssuer accessTokens;
    private final ChangeRecorder changes;
    private final Clock clock;

    RefreshService(
            Pool pool,
            RefreshTokenRepository repository,
            RotationPolicy policy,
            RefreshSecrets secrets,
            AccessTokenIssuer accessTokens,
            ChangeRecorder changes,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.policy = policy;
        this.secrets = secrets;
        this.accessTokens = accessTokens;
        this.changes = changes;
        this.clock = clock;
    }

    Uni<TokenAnswer> refresh(String presented, Actor actor) {
        return attempt(presented, actor, ATTEMPTS);
    }

    /** A request that loses the race for the rotation holds a predecessor now; the next attempt sees that. */
    private Uni<TokenAnswer> attempt(String presented, Actor actor, int attemptsLeft) {
        return pool.withTransaction(transaction -> exchange(transaction, presented, actor))
                .chain(outcome -> switch (outcome) {
                    case Outcome.Answered(TokenAnswer answer) ->
                        Uni.createFrom().item(answer);
                    case Outcome.Refused() -> refuse();
                    case Outcome.Revoked() -> refuse();
                    case Outcome.Raced() -> attemptsLeft > 1 ? attempt(presented, actor, attemptsLeft - 1) : refuse();
                });
    }

    private Uni<Outcome> exchange(SqlConnection transaction, String presented, Actor actor) {
        Instant now = clock.instant();
        return repository
                .find(transaction, RefreshSecrets.stored(presented))
                .chain(found -> found == null || !found.userActive()
                        ? refused()
                        : switch (policy.decide(found.token(), now)) {
                            case ROTATE -> rotate(transaction, found, presented, now);
                            case REPEAT -> repeat(found, presented, now);
                            case REVOKE_FAMILY -> revoke(transaction, found, actor, now);
                            case REFUSE -> refused();
                        });
    }

    /**
     * Sends both writes at once: a request that loses the first one, by compare-and-set, loses the second by its unique
     * key.
     */
    private Uni<Outcome> rotate(SqlConnection transaction, Found found, String presented, Instant now) {
        RefreshToken token = found.token();
        String successor = secrets.successor(presented, token.familyId());
        Instant expiresAt = policy.tokenExpiry(now, token.familyExpiresAt());
        Uni<Boolean> advanced = repository.advanceFamily(transaction, token, now);
        Uni<Void> inserted = repository.insertToken(
                transaction,
                token.userId(),
                token.familyId(),
                token.generation() + 1,
                RefreshSecrets.stored(successor),
                expiresAt);
        return Uni.combine()
                .all()
                .unis(advanced, inserted)
                .with((first, ignored) ->
                        first ? answer(found, successor, Duration.between(now, expiresAt)) : new Outcome.Raced())
                .onFailure(RefreshTokenRepository::isTaken)
                .recoverWithItem(new Outcome.Raced());
    }

    private Uni<Outcome> repeat(Found found, String presented, Instant now) {
        RefreshToken token = found.token();
        Instant rotatedAt = Optional.ofNullable(token.familyRotatedAt()).orElse(now);
        Instant expiresAt = policy.tokenExpiry(rotatedAt, token.familyExpiresAt());
        String successor = secrets.successor(presented, token.familyId());
        return Uni.createFrom().item(answer(found, successor, Duration.between(now, expiresAt)));
    }

    private Uni<Outcome> revoke(SqlConnection transaction, Found found, Actor actor, Instant now) {
        RefreshToken token = found.token();
        Change reused = changes.by(actor)
                .updated(
                        TABLE,
                        token.familyId(),
                        "refresh_token.reused",
                        Map.of("user_id", token.userId(), "generation", token.generation()),
                        Map.of("revoked", true))
                .activityOf(token.userId(), "session.revoked_after_reuse", "sign_in", token.familyId(), null);
        return repository
                .revokeFamily(transaction, token.familyId(), RevokeReason.REUSE, now)
                .chain(() -> changes.record(transaction, reused))
                .replaceWith(new Outcome.Revoked());
    }

    private Outcome answer(Found found, String successor, Duration life) {
        AccessToken access =
                accessTokens.forRefresh(found.subject(), found.token().familyId());
        return new Outcome.Answered(TokenAnswer.of(access, successor, life.toSeconds()));
    }

    private static Uni<Outcome> refused() {
        return Uni.createFrom().item(new Outcome.Refused());
    }

    private static Uni<TokenAnswer> refuse() {
        return Uni.createFrom().failure(new ProblemException(AuthProblem.INVALID_REFRESH_TOKEN));
    }

    /** Not modelled as failures: a revocation must be committed although the request fails. */
    private sealed interface Outcome {
        record Answered(TokenAnswer answer) implements Outcome {}

        record Refused() implements Outcome {}

        record Revoked() implements Outcome {}

        record Raced() implements Outcome {}
    }
}
