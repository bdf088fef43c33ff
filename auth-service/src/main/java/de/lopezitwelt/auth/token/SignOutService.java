package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Ends the sign-in of a refresh token. Possession of the token is the proof (RFC 7009). */
@ApplicationScoped
class SignOutService {
    private final Pool pool;
    private final RefreshTokenRepository repository;
    private final ChangeRecorder changes;
    private final Clock clock;

    SignOutService(Pool pool, RefreshTokenRepository repository, ChangeRecorder changes, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.changes = changes;
        this.clock = clock;
    }

    /** Succeeds for unknown tokens and ended sign-ins too, and changes nothing for them (RFC 7009 §2.2). */
    Uni<Void> signOut(String refreshToken, Actor actor) {
        return pool.withTransaction(transaction -> repository
                .find(transaction, RefreshSecrets.stored(refreshToken))
                .chain(found -> found == null ? Uni.createFrom().voidItem() : end(transaction, found.token(), actor)));
    }

    private Uni<Void> end(SqlConnection transaction, RefreshToken token, Actor actor) {
        var user = new Actor(token.userId(), null, null, actor.ipAddress(), actor.userAgent());
        Change signedOut = changes.by(user)
                .updated("token_families", token.familyId(), "user.signed-out", null, Map.of("revoked", true))
                .activityOf(token.userId(), "user.signed-out", "sign_in", token.familyId(), null);
        return repository
                .revokeFamily(transaction, token.familyId(), RevokeReason.LOGOUT, clock.instant())
                .chain(ended -> ended
                        ? changes.record(transaction, signedOut)
                        : Uni.createFrom().voidItem());
    }
}
