package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Ends the sign-in of a refresh token. Possession of the token is the proof (RFC 7009). */
@ApplicationScoped
class SignOutService {
    private final Pool pool;
    private final RefreshTokenRepository repository;
    private final Outbox outbox;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Clock clock;

    SignOutService(
            Pool pool,
            RefreshTokenRepository repository,
            Outbox outbox,
            AuditEvents audit,
            ActivityEvents activity,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.outbox = outbox;
        this.audit = audit;
        this.activity = activity;
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
        return repository
                .revokeFamily(transaction, token.familyId(), RevokeReason.LOGOUT, clock.instant())
                .chain(ended -> ended
                        ? outbox.append(
                                transaction,
                                List.of(
                                        audit.message(
                                                user,
                                                AuditAction.UPDATE,
                                                "token_families",
                                                token.familyId(),
                                                "user.signed-out",
                                                null,
                                                Map.of("revoked", true)),
                                        activity.message(
                                                token.userId(),
                                                user,
                                                "user.signed-out",
                                                "sign_in",
                                                token.familyId(),
                                                null)))
                        : Uni.createFrom().voidItem());
    }
}
