package de.lopezitwelt.platform.messaging.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class LeasesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Inject
    Leases leases;

    @Inject
    IdGenerator ids;

    @Test
    void ofManyOnlyOneGetsIt() {
        String name = ids.next();

        List<@Nullable Lease> taken = Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(owner -> leases.tryAcquire(name, "owner" + owner, LONG))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(taken.stream().filter(Objects::nonNull)).hasSize(1);
    }

    @Test
    void expiredLeasePassesOnWithAHigherEpochAndTheOldOneIsNotRenewed() {
        String name = ids.next();
        Lease old = acquire(name, "old", SHORT);
        Lease taken = await().atMost(PATIENCE).until(() -> acquire(name, "new", LONG), Objects::nonNull);

        assertThat(taken.epoch()).isEqualTo(old.epoch() + 1);
        assertThat(renew(old)).isFalse();
        assertThat(renew(taken)).isTrue();
    }

    @Test
    void ownerKeepsItsEpochWhileItRenews() {
        String name = ids.next();
        Lease lease = acquire(name, "owner", LONG);

        assertThat(acquire(name, "owner", LONG)).isEqualTo(lease);
        assertThat(acquire(name, "other", LONG)).isNull();
    }

    @Test
    void releasedLeaseIsFreeAtOnce() {
        String name = ids.next();
        Lease lease = acquire(name, "owner", LONG);

        leases.release(lease).await().atMost(PATIENCE);

        assertThat(acquire(name, "other", LONG)).isNotNull();
        assertThat(renew(lease)).isFalse();
    }

    private Lease acquire(String name, String owner, Duration ttl) {
        return leases.tryAcquire(name, owner, ttl).await().atMost(PATIENCE);
    }

    private boolean renew(Lease lease) {
        return leases.renew(lease, LONG).await().atMost(PATIENCE);
    }
}
