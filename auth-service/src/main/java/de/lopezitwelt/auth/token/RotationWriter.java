package de.lopezitwelt.auth.token;

import de.lopezitwelt.auth.token.RefreshTokenRepository.Found;
import de.lopezitwelt.auth.token.RefreshTokenRepository.NewToken;
import de.lopezitwelt.auth.token.Rotation.Granted;
import de.lopezitwelt.auth.token.Rotation.Refused;
import de.lopezitwelt.auth.token.Rotation.Reused;
import de.lopezitwelt.auth.token.rotation.RefreshSecrets;
import de.lopezitwelt.auth.token.rotation.RefreshToken;
import de.lopezitwelt.auth.token.rotation.RotationPolicy;
import de.lopezitwelt.platform.persistence.groupcommit.BatchWriter;
import de.lopezitwelt.platform.persistence.groupcommit.LaneConnections;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the refresh tokens of a batch in one transaction: lock and read, decide, write, commit. A retry needs no care: a
 * token that an unnoticed commit has exchanged is its family's predecessor now, and gets the same successor.
 */
@ApplicationScoped
class RotationWriter implements BatchWriter<String, Rotation> {
    private final LaneConnections transactions;
    private final RefreshTokenRepository repository;
    private final RotationPolicy policy;
    private final RefreshSecrets secrets;
    private final Clock clock;

    RotationWriter(
            Pool pool, RefreshTokenRepository repository, RotationPolicy policy, RefreshSecrets secrets, Clock clock) {
        this.transactions = new LaneConnections(pool);
        this.repository = repository;
        this.policy = policy;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Uni<List<Rotation>> write(int lane, List<String> presented, boolean retry) {
        List<String> stored = presented.stream().map(RefreshSecrets::stored).toList();
        return transactions.inTransaction(
                lane,
                transaction -> repository
                        .lockAll(transaction, stored.stream().distinct().toList())
                        .chain(found -> exchange(transaction, presented, stored, found)));
    }

    private Uni<List<Rotation>> exchange(
            SqlConnection transaction, List<String> presented, List<String> stored, Map<String, Found> found) {
        Instant now = clock.instant();
        List<Rotation> rotations = new ArrayList<>(presented.size());
        Map<String, NewToken> byFamily = new LinkedHashMap<>();
        for (int i = 0; i < presented.size(); i++) {
            rotations.add(decide(presented.get(i), found.get(stored.get(i)), now, byFamily));
        }
        if (byFamily.isEmpty()) {
            return Uni.createFrom().item(rotations);
        }
        return Uni.combine()
                .all()
                .unis(
                        repository.advance(transaction, byFamily.keySet(), now),
                        repository.insert(transaction, List.copyOf(byFamily.values())))
                .collectFailures()
                .with((advanced, inserted) -> rotations);
    }

    private Rotation decide(String presented, @Nullable Found found, Instant now, Map<String, NewToken> byFamily) {
        if (found == null || !found.userActive()) {
            return new Refused();
        }
        return switch (policy.decide(found.token(), now)) {
            case ROTATE -> rotate(presented, found, now, byFamily);
            case REPEAT -> repeat(presented, found, now);
            case REVOKE_FAMILY -> new Reused();
            case REFUSE -> new Refused();
        };
    }

    /** One that is presented twice in a batch is exchanged once, and gets the same successor twice. */
    private Rotation rotate(String presented, Found found, Instant now, Map<String, NewToken> byFamily) {
        RefreshToken token = found.token();
        Instant expiresAt = policy.tokenExpiry(now, token.familyExpiresAt());
        String successor = secrets.successor(presented, token.familyId());
        byFamily.put(
                token.familyId(),
                new NewToken(
                        token.userId(),
                        token.familyId(),
                        token.generation() + 1,
                        RefreshSecrets.stored(successor),
                        expiresAt));
        return new Granted(found.subject(), token.familyId(), successor, Duration.between(now, expiresAt));
    }

    private Rotation repeat(String presented, Found found, Instant now) {
        RefreshToken token = found.token();
        Instant rotatedAt = Optional.ofNullable(token.familyRotatedAt()).orElse(now);
        Instant expiresAt = policy.tokenExpiry(rotatedAt, token.familyExpiresAt());
        String successor = secrets.successor(presented, token.familyId());
        return new Granted(found.subject(), token.familyId(), successor, Duration.between(now, expiresAt));
    }
}
