package de.lopezitwelt.analytics.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One task at work: what it waits with, says, and holds on to. For its own thread. */
public final class OperatorTask {
    static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration TELL_EVERY = Duration.ofMillis(400);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    private final LoopThread loop;
    private final TaskRepository repository;
    private final Leases leases;
    private final Lease lease;
    private final String id;
    private final String kind;
    private final ObjectNode state;
    private long toldAt;
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

    /** What is known of a task before it has begun. */
    static ObjectNode first(String id) {
        return EventJson.MAPPER.createObjectNode().put("id", id).put("phase", "starting");
    }

    /** What the operator sees; {@code phase} is ours, the rest the work's. */
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
        tell();
    }

    /**
     * Called again and again: says how far it is and keeps others from starting the same.
     *
     * @throws IllegalStateException when another instance has started the same, or this one stops
     */
    public void alive() {
        long now = System.nanoTime();
        if (loop.isStopping()) {
            throw new IllegalStateException("the service is being stopped");
        }
        if (now - renewedAt > RENEW_EVERY.toNanos()) {
            requireLease();
        }
        if (now - toldAt > TELL_EVERY.toNanos()) {
            tell();
        }
    }

    /** Before a step that two must not take. */
    public void requireLease() {
        if (!loop.await(leases.renew(lease, LEASE))) {
            throw new IllegalStateException("another instance has taken over");
        }
        renewedAt = System.nanoTime();
    }

    void tell() {
        loop.await(repository.save(id, kind, state));
        toldAt = System.nanoTime();
    }
}
