package de.lopezitwelt.platform.messaging.lease;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Leases in the service's own schema. They use the database's time, so instances with different clocks agree. A lease
 * only promises that others wait until it expires: its owner may be late, so the work must do no harm when two do it.
 */
@ApplicationScoped
public class Leases {
    private final Pool pool;
    private final String owner;

    public Leases(
            @ReactiveDataSource("worker") Pool pool,
            @ConfigProperty(name = "lopez.service.name") String service,
            @ConfigProperty(name = "lopez.instance.id") Optional<String> instance) {
        this.pool = pool;
        this.owner = instance.orElseGet(() -> service + '-' + UUID.randomUUID());
    }

    /** The name of this process as an owner. */
    public String owner() {
        return owner;
    }

    /**
     * Takes the lease for this process, or returns null while another one holds it. Taking it again renews it under the
     * same epoch.
     */
    public Uni<@Nullable Lease> tryAcquire(String name, Duration ttl) {
        return tryAcquire(name, owner, ttl);
    }

    /** As {@link #tryAcquire(String, Duration)}, for an owner that the caller names, such as a thread of its own. */
    public Uni<@Nullable Lease> tryAcquire(String name, String owner, Duration ttl) {
        return pool.preparedQuery("SELECT 1 FROM leases WHERE name = ? AND owner <> ? AND expires_at >= NOW(6)")
                .execute(Tuple.of(name, owner))
                .chain(held -> held.size() > 0 ? Uni.createFrom().nullItem() : take(name, owner, ttl));
    }

    /**
     * Works batch by batch and renews the lease in between, until a batch says that there is no more or the lease is
     * lost.
     *
     * @return items that were done
     */
    public Uni<Integer> inBatches(Lease lease, Duration ttl, Supplier<Uni<Batch>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch.get()
                        .chain(worked -> worked.more()
                                ? renew(lease, ttl).map(ours -> new Batch(worked.done(), ours))
                                : Uni.createFrom().item(worked)))
                .whilst(Batch::more)
                .collect()
                .with(Collectors.summingInt(Batch::done));
    }

    private Uni<@Nullable Lease> take(String name, String owner, Duration ttl) {
        // MySQL assigns from left to right: the epoch depends on the old expiry, the expiry on the new owner.
        return pool.preparedQuery("INSERT INTO leases (name, owner, epoch, expires_at)"
                        + " VALUES (?, ?, 1, NOW(6) + INTERVAL ? MICROSECOND) AS fresh ON DUPLICATE KEY UPDATE"
                        + " epoch = IF(leases.expires_at < NOW(6), leases.epoch + 1, leases.epoch),"
                        + " owner = IF(leases.expires_at < NOW(6), fresh.owner, leases.owner),"
                        + " expires_at = IF(leases.owner = fresh.owner, fresh.expires_at, leases.expires_at)")
                .execute(Tuple.of(name, owner, micros(ttl)))
                .chain(() -> pool.preparedQuery(
                                "SELECT epoch FROM leases WHERE name = ? AND owner = ? AND expires_at >= NOW(6)")
                        .execute(Tuple.of(name, owner)))
                .map(rows -> rows.size() == 0
                        ? null
                        : new Lease(name, owner, rows.iterator().next().getLong("epoch")));
    }

    /** Renews the lease until {@code ttl} from now. Returns whether this owner still holds it. */
    public Uni<Boolean> renew(Lease lease, Duration ttl) {
        return pool.preparedQuery("UPDATE leases SET expires_at = NOW(6) + INTERVAL ? MICROSECOND"
                        + " WHERE name = ? AND owner = ? AND epoch = ?")
                .execute(Tuple.of(micros(ttl), lease.name(), lease.owner(), lease.epoch()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Lets the next owner in at once. Harmless when the lease is lost already. */
    public Uni<Void> release(Lease lease) {
        return pool.preparedQuery("UPDATE leases SET expires_at = NOW(6) - INTERVAL 1 SECOND"
                        + " WHERE name = ? AND owner = ? AND epoch = ?")
                .execute(Tuple.of(lease.name(), lease.owner(), lease.epoch()))
                .replaceWithVoid();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
