package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.RefreshTokenRepository.Found;
import de.lopezitwelt.auth.token.Rotation.Granted;
import de.lopezitwelt.auth.token.access.AccessTokenIssuer;
import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.auth.token.rotation.RotationDecision;
import de.lopezitwelt.auth.token.rotation.RotationPolicy;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.groupcommit.GroupCommit;
import de.lopezitwelt.platform.persistence.groupcommit.GroupCommitLimits;
import de.lopezitwelt.platform.persistence.groupcommit.QueueFullException;
import de.lopezitwelt.platform.persistence.groupcommit.TransientFailure;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Exchanges refresh tokens. Those that are presented at the same time share a transaction; the reuse of an old one ends its
 * sign-in in a transaction of its own.
 */
@ApplicationScoped
class RefreshService {
    private static final String TABLE = "token_families";
    private static final GroupCommitLimits LIMITS =
            new GroupCommitLimits(2, 64, Duration.ofMillis(50), 4_000, 4, Duration.ofMillis(20));
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Pool pool;
    private final RefreshTokenRepository repository;
    private final RotationPolicy policy;
    private final AccessTokenIssuer accessTokens;
    private final ChangeRecorder changes;
    private final Clock clock;
    private final GroupCommit<String, Rotation> rotations;

    RefreshService(
            Pool pool,
            RefreshTokenRepository repository,
            RotationPolicy policy,
            RotationWriter writer,
            AccessTokenIssuer accessTokens,
            ChangeRecorder changes,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.policy = policy;
        this.accessTokens = accessTokens;
        this.changes = changes;
        this.clock = clock;
        this.rotations = new GroupCommit<>(LIMITS, writer, TransientFailure::is);
    }

    /** Fails with 503 when too many wait or the database does not answer; the token may then be exchanged all the same. */
    Uni<TokenAnswer> refresh(String presented, Actor actor) {
        return rotations
                .submit(presented, presented)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(RefreshService::away)
                .onFailure(failure -> failure instanceof QueueFullException || TransientFailure.is(failure))
                .transform(ignored -> away())
                .chain(rotation -> switch (rotation) {
                    case Granted granted -> Uni.createFrom().item(answer(granted));
                    case Rotation.Refused() -> refuse();
                    case Rotation.Reused() -> endSignIn(presented, actor).chain(RefreshService::refuse);
                });
    }

    private TokenAnswer answer(Granted granted) {
        return TokenAnswer.of(
                accessTokens.forRefresh(granted.subject(), granted.familyId()),
                granted.successor(),
                granted.life().toSeconds());
    }

    private Uni<Void> endSignIn(String presented, Actor actor) {
        return pool.withTransaction(transaction -> repository
                .find(transaction, RefreshSecrets.stored(presented))
                .chain(found -> found != null && isReused(found)
                        ? revoke(transaction, found.token(), actor)
                        : Uni.createFrom().voidItem()));
    }

    /** Once more, with the user locked: another request may have ended the sign-in meanwhile. */
    private boolean isReused(Found found) {
        return policy.decide(found.token(), clock.instant()) == RotationDecision.REVOKE_FAMILY;
    }

    private Uni<Void> revoke(SqlConnection transaction, RefreshToken token, Actor actor) {
        Change reused = changes.by(actor)
                .updated(
                        TABLE,
                        token.familyId(),
                        "refresh_token.reused",
                        Map.of("user_id", token.userId(), "generation", token.generation()),
                        Map.of("revoked", true))
                .activityOf(token.userId(), "session.revoked_after_reuse", "sign_in", token.familyId(), null);
        return repository
                .revokeFamily(transaction, token.familyId(), RevokeReason.REUSE, clock.instant())
                .chain(ended -> ended
                        ? changes.record(transaction, reused)
                        : Uni.createFrom().voidItem());
    }

    private static ProblemException away() {
        return ProblemException.unavailable("The database does not answer", RETRY_AFTER);
    }

    private static <T> Uni<T> refuse() {
        return Uni.createFrom().failure(new ProblemException(AuthProblem.INVALID_REFRESH_TOKEN));
    }
}
