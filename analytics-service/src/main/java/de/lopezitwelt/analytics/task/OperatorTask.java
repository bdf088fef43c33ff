package de.lopezitwelt.analytics.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running task: its thread, its state and its lease. Only for its own thread. */
public final class OperatorTask {
    static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration REPORT_EVERY = Duration.ofMillis(400);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    private final LoopThread loop;
    private final TaskRepository repository;
    private final Leases leases;
    private final Lease lease;
    private final String id;
    private final String kind;
    private final ObjectNode state;
    private long reportedAt;
    private long renewedAt = System.nanoTime();

    OperatorTask(LoopThread loop, TaskRepository repository, Leases leases, Lease lease, String id, String kind) {
        this.loop = loop;
        this.repository = repository;
        this.leases = leases;
        this.lease = lease;
        this.id = id;
        this.kind = kind;
        this.state = first(id);
    }

    /** The state of a task before it has begun. */
    static ObjectNode first(String id) {
        return EventJson.MAPPER.createObjectNode().put("id", id).put("phase", "starting");
    }

    /** What the operator sees; this class sets {@code phase}, the work sets the rest. */
    public ObjectNode state() {
        return state;
    }

    public LoopThread loop() {
        return loop;
    }

    public <T extends @Nullable Object> T await(Uni<T> step) {
        return loop.await(step);
    }

    public void phase(String name) {
        state.put("phase", name);
        report();
    }

    /**
     * Call this again and again: it stores the progress and renews the lease, which keeps others from starting the same
     * work.
     *
     * @throws IllegalStateException when another instance has started the same work, or this one stops
     */
    public void alive() {
        long now = System.nanoTime();
        if (loop.isStopping()) {
            throw new IllegalStateException("the service is being stopped");
        }
        if (now - renewedAt > RENEW_EVERY.toNanos()) {
            requireLease();
        }
        if (now - reportedAt > REPORT_EVERY.toNanos()) {
            report();
        }
    }

    /** Call this before a step that must not be taken twice. */
    public void requireLease() {
        if (!loop.await(leases.renew(lease, LEASE))) {
            throw new IllegalStateException("another instance has taken over");
        }
        renewedAt = System.nanoTime();
    }

    void report() {
        loop.await(repository.save(id, kind, state));
        reportedAt = System.nanoTime();
    }
}
