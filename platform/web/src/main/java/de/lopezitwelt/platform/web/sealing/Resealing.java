package de.lopezitwelt.platform.web.sealing;

import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.sealing.SealedColumnRepository.SealedValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads a changed keyset. After each change of the sealing key it seals every row of another key again, on one instance
 * at a time. Rows that do not open are left as they are and counted in the log.
 */
public final class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final String LEASE = "column-resealing";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    private final ColumnCipher cipher;
    private final List<SealedColumn> columns;
    private final SealedColumnRepository repository;
    private final Leases leases;
    private final Vertx vertx;
    private final Duration interval;
    private long timer = -1;
    private volatile boolean due = true;
    private volatile boolean running;

    /**
     * Creates it for the columns of one service.
     *
     * @param worker may select and update them
     * @param interval how soon a changed keyset is noticed
     */
    public Resealing(
            ColumnCipher cipher,
            List<SealedColumn> columns,
            Pool worker,
            Leases leases,
            Vertx vertx,
            Duration interval) {
        this.cipher = cipher;
        this.columns = List.copyOf(columns);
        this.repository = new SealedColumnRepository(worker);
        this.leases = leases;
        this.vertx = vertx;
        this.interval = interval;
    }

    /** Watches the file from now on. */
    public void start() {
        timer = vertx.setPeriodic(
                interval.toMillis(),
                id -> vertx.executeBlocking(cipher::reloadIfChanged).onSuccess(changed -> {
                    due |= changed;
                    resealIfDue();
                }));
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void resealIfDue() {
        if (!due || running) {
            return;
        }
        running = true;
        due = false;
        run().subscribe().with(done -> running = false, failure -> {
            running = false;
            due = true;
            LOG.warn("Rows of the old key stay until the next try", failure);
        });
    }

    /** Does nothing while another instance does the work; it tries again at the next change. */
    Uni<Void> run() {
        return leases.tryAcquire(LEASE, LEASE_TIME).chain(lease -> {
            if (lease == null) {
                due = true;
                return Uni.createFrom().voidItem();
            }
            Uni<Void> work = Uni.createFrom().voidItem();
            for (SealedColumn column : columns) {
                work = work.chain(() -> leases.renew(lease, LEASE_TIME)).chain(() -> reseal(column, ""));
            }
            return work.eventually(() -> leases.release(lease));
        });
    }

    private Uni<Void> reseal(SealedColumn column, String afterId) {
        return repository.findOthers(column, cipher.sealingPrefix(), afterId).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return resealAll(column, rows)
                    .chain(() -> reseal(column, rows.getLast().rowId()));
        });
    }

    private Uni<Void> resealAll(SealedColumn column, List<SealedValue> rows) {
        Uni<Void> work = Uni.createFrom().voidItem();
        for (SealedValue row : rows) {
            var open = cipher.open(row.ciphertext(), column.table(), column.column(), row.rowId());
            if (open.isEmpty()) {
                LOG.errorf("%s.%s of %s does not open", column.table(), column.column(), row.rowId());
                continue;
            }
            byte[] fresh = cipher.seal(open.get(), column.table(), column.column(), row.rowId());
            work = work.chain(() -> repository.replace(column, row, fresh));
        }
        return work;
    }
}
