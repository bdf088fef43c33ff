package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.RefreshTokenRepository.NewToken;
import de.lopezitwelt.auth.token.access.AccessTokenIssuer;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RotationPolicy;
import de.lopezitwelt.platform.web.identity.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Starts sign-ins, after every way in which users prove their identity. */
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

    /** As {@link #start(SqlConnection, Subject, Origin, Assurance)} after one factor. */
    public Uni<SignIn> start(SqlConnection transaction, Subject subject, Origin origin) {
        return start(transaction, subject, origin, Assurance.AAL1);
    }

    /** Creates a token family in the caller's transaction, which has locked the user's row. */
    public Uni<SignIn> start(SqlConnection transaction, Subject subject, Origin origin, Assurance assurance) {
        Instant now = clock.instant();
        Instant familyExpiresAt = policy.familyExpiry(now);
        Instant expiresAt = policy.tokenExpiry(now, familyExpiresAt);
        String refreshToken = secrets.first();
        return repository
                .insertFamily(transaction, subject.userId(), familyExpiresAt, origin)
                .call(familyId -> repository.insert(
                        transaction,
                        List.of(new NewToken(
                                subject.userId(), familyId, 0, RefreshSecrets.stored(refreshToken), expiresAt))))
                .map(familyId -> new SignIn(
                        familyId,
                        TokenAnswer.of(
                                accessTokens.forProof(subject, familyId, assurance),
                                refreshToken,
                                Duration.between(now, expiresAt).toSeconds())));
    }

    /**
     * Ends one sign-in in the caller's transaction, which has locked the user's row. False when it had ended before.
     */
    public Uni<Boolean> end(SqlConnection transaction, String familyId, RevokeReason reason) {
        return repository.revokeFamily(transaction, familyId, reason, clock.instant());
    }

    /** @param familyId the sign-in's id in audit records */
    public record SignIn(String familyId, TokenAnswer tokens) {}
}
