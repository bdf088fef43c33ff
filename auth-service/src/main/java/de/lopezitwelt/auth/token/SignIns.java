package de.lopezitwelt.auth.token;

import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Starts sign-ins: whatever way a user proves who he is, this is what it ends in. */
@ApplicationScoped
public class SignIns {
    private final RefreshTokenRepository repository;
    private final RefreshSecrets secrets;
    private final RotationPolicy policy;
    private final AccessTokenIssuer accessTokens;
    private final Clock clock;

    SignIns(
            RefreshTokenRepository repository,
            RefreshSecrets secrets,
            RotationPolicy policy,
            AccessTokenIssuer accessTokens,
            Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.policy = policy;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Opens a token family within the caller's transaction, which has the user's row locked. */
    public Uni<SignIn> start(SqlConnection transaction, Subject subject, Origin origin) {
        Instant now = clock.instant();
        Instant familyExpiresAt = policy.familyExpiry(now);
        Instant expiresAt = policy.tokenExpiry(now, familyExpiresAt);
        String refreshToken = secrets.first();
        return repository
                .insertFamily(transaction, subject.userId(), familyExpiresAt, origin)
                .call(familyId -> repository.insertToken(
                        transaction, subject.userId(), familyId, 0, RefreshSecrets.stored(refreshToken), expiresAt))
                .map(familyId -> new SignIn(familyId, answer(subject, refreshToken, Duration.between(now, expiresAt))));
    }

    private TokenAnswer answer(Subject subject, String refreshToken, Duration life) {
        AccessToken access = accessTokens.forUser(subject.userId(), subject.role(), subject.notBefore());
        return TokenAnswer.of(access, refreshToken, life.toSeconds());
    }

    /** @param familyId names the sign-in in the audit trail */
    public record SignIn(String familyId, TokenAnswer tokens) {}
}
