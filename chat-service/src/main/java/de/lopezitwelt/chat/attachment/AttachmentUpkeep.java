package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.storage.ContentStores;
import de.lopezitwelt.platform.messaging.lease.Batch;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes uploads that were never used, and objects whose rows are gone. One instance at a time does it, only to save work: two
 * would do no harm.
 */
@ApplicationScoped
class AttachmentUpkeep {
    private static final Logger LOG = Logger.getLogger(AttachmentUpkeep.class);
    private static final String LEASE = "chat.attachments";
    private static final Duration LEASE_TIME = Duration.ofMinutes(5);
    private static final int BATCH = 100;
    private static final String S3 = "s3";

    private final Vertx vertx;
    private final Leases leases;
    private final AttachmentUpkeepRepository rows;
    private final ContentStores stores;
    private final AttachmentConfig config;
    private final Clock clock;
    private long timer;

    AttachmentUpkeep(
            Vertx vertx,
            Leases leases,
            AttachmentUpkeepRepository rows,
            ContentStores stores,
            AttachmentConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.leases = leases;
        this.rows = rows;
        this.stores = stores;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.sweepEvery().toMillis(),
                tick -> sweep().subscribe()
                        .with(
                                removed -> LOG.debugf("%d files removed", removed),
                                failure -> LOG.warnf("files wait for the next round: %s", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Returns how many were removed; 0 when another instance does the work. */
    Uni<Integer> sweep() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().item(0)
                        : unused(lease)
                                .chain(unused -> objects(lease).map(objects -> unused + objects))
                                .eventually(() -> leases.release(lease)));
    }

    private Uni<Integer> unused(Lease lease) {
        String before = IdGenerator.lowerBound(clock.instant().minus(config.unusedAfter()));
        return leases.inBatches(
                lease, LEASE_TIME, () -> rows.deleteUnused(before, BATCH).map(gone -> new Batch(gone, gone == BATCH)));
    }

    /** Deletes the object before its note: a note without object costs one more attempt, an object without note would stay for ever. */
    private Uni<Integer> objects(Lease lease) {
        return leases.inBatches(lease, LEASE_TIME, () -> rows.findDue(BATCH).chain(this::batch));
    }

    private Uni<Batch> batch(List<String> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(this::removed)
                .collect()
                .with(Collectors.summingInt(gone -> gone ? 1 : 0))
                .map(gone -> new Batch(gone, gone > 0 && ids.size() == BATCH));
    }

    /** An object that cannot be deleted is tried again later, after the others. */
    private Uni<Boolean> removed(String id) {
        return stores.of(S3)
                .delete(id)
                .chain(() -> rows.markDeleted(id))
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf("file %s is removed later: %s", id, failure))
                .onFailure()
                .recoverWithUni(() -> rows.postpone(id).replaceWith(false));
    }
}
