package de.lopezitwelt.analytics.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import de.lopezitwelt.platform.messaging.lease.Lease;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts long work on a thread of its own, one of a kind at a time over all instances. */
@ApplicationScoped
public class OperatorTasks {
    private static final Logger LOG = Logger.getLogger(OperatorTasks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TaskRepository repository;
    private final Leases leases;
    private final IdGenerator ids;
    private final List<LoopThread> running = new CopyOnWriteArrayList<>();

    OperatorTasks(TaskRepository repository, Leases leases, IdGenerator ids) {
        this.repository = repository;
        this.leases = leases;
        this.ids = ids;
    }

    /** The work itself; it ends by returning, and fails by throwing. */
    @FunctionalInterface
    public interface Work {
        void run(OperatorTask task) throws Exception;
    }

    /**
     * Returns at once with the task's first state. Fails with 409 while a task of its kind is running.
     *
     * @param kind also names the lease
     */
    public Uni<ObjectNode> start(String kind, Work work) {
        return tryStart(kind, work)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.conflict("There is a " + kind + " at work already"));
    }

    /** As {@link #start}, but emits null while a task of its kind is running. */
    public Uni<@Nullable ObjectNode> tryStart(String kind, Work work) {
        String id = ids.next();
        // Each start has an owner of its own: two requests to one instance conflict as much as two instances do.
        return leases.tryAcquire(kind, id, OperatorTask.LEASE)
                .chain(lease -> lease == null ? Uni.createFrom().nullItem() : begin(id, kind, lease, work));
    }

    /** Emits null when there is no such task, or it ended a month ago. */
    public Uni<@Nullable ObjectNode> find(String kind, String id) {
        return repository.find(id, kind);
    }

    private Uni<@Nullable ObjectNode> begin(String id, String kind, Lease lease, Work work) {
        ObjectNode state = OperatorTask.first(id);
        return repository
                .forgetOld()
                .chain(() -> repository.save(id, kind, state))
                .invoke(() -> running.removeIf(LoopThread::isStopping))
                .invoke(() -> running.add(LoopThread.start(kind, loop -> {
                    try {
                        run(new OperatorTask(loop, repository, leases, lease, id, kind), kind, work);
                        loop.await(leases.release(lease));
                    } finally {
                        // A loop repeats a failed round, but this work was requested once.
                        loop.finish();
                    }
                })))
                .replaceWith(state);
    }

    private static void run(OperatorTask task, String kind, Work work) {
        try {
            work.run(task);
            task.phase("done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.errorf(failure, "%s failed", kind);
            task.state().put("failure", String.valueOf(failure.getMessage()));
            task.phase("failed");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        running.forEach(loop -> loop.stop(PATIENCE));
    }
}
