package de.lopezitwelt.platform.messaging.kafka;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A named daemon thread that repeats one round until it is stopped. Messaging blocks here only: Kafka's clients block by
 * design (poll, initTransactions, commitTransaction), a relay or consumer does strictly one thing after another, and
 * none of it may run on an event loop. A failing round is repeated after a pause that doubles from 100 ms to 5 s.
 */
public final class LoopThread {
    private static final Logger LOG = Logger.getLogger(LoopThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Longer than any statement of ours may take, so that a hanging connection does not hang the loop. */
    private static final Duration DATABASE_TIMEOUT = Duration.ofSeconds(30);

    private static final Set<LoopThread> RUNNING = ConcurrentHashMap.newKeySet();

    private final Semaphore wake = new Semaphore(0);
    private final Round round;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    /** One round of the loop. */
    public interface Round {
        void run(LoopThread loop) throws Exception;

        /** Called after a failure, before the pause. */
        default void failed(Exception failure) {}

        /**
         * Called from another thread when the loop is asked to end; interrupts a wait that {@link #wake} cannot
         * interrupt.
         */
        default void stopRequested() {}

        /** Called once on the loop's thread when the loop ends. */
        default void closed(LoopThread loop) {}
    }

    private LoopThread(String name, Round round) {
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
    }

    public static LoopThread start(String name, Round round) {
        LoopThread loop = new LoopThread(name, round);
        RUNNING.add(loop);
        loop.thread.start();
        return loop;
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Ends the current or next {@link #pause}. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Waits until woken, at most for the given time. */
    public void pause(Duration longest) {
        if (stopping) {
            return;
        }
        try {
            wake.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
            wake.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Waits for the result of a database step. Only for the loop's own thread. */
    public <T extends @Nullable Object> T await(Uni<T> step) {
        return step.await().atMost(DATABASE_TIMEOUT);
    }

    /**
     * As {@link #await(Uni)}, and does other work on the loop's own thread in the meantime.
     *
     * @param chore repeated until the step has ended or the chore returns false; it must return soon and never throw
     */
    public <T extends @Nullable Object> T await(Uni<T> step, BooleanSupplier chore) {
        Uni<T> started = step.memoize().indefinitely();
        CountDownLatch ended = new CountDownLatch(1);
        started.onTermination().invoke(ended::countDown).subscribe().with(result -> {}, failure -> {});
        while (ended.getCount() > 0 && chore.getAsBoolean()) {
            // The work happens in the condition.
        }
        return await(started);
    }

    /** Ends the loop after the current round. Only for the loop's own thread. */
    public void finish() {
        stopping = true;
    }

    /**
     * Asks every loop of this process to end and waits for none. Each of them may need some seconds, when Kafka or MySQL is away;
     * asked together they need them at the same time.
     */
    static void askAllToStop() {
        RUNNING.forEach(LoopThread::askToStop);
    }

    private void askToStop() {
        if (!stopping) {
            stopping = true;
            stopped.countDown();
            round.stopRequested();
            wake.release();
        }
    }

    /** Asks the loop to end, and interrupts it if it has not ended within the given time. */
    public void stop(Duration patience) {
        askToStop();
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all of them within the given time, however many there are. */
    public static void stop(Collection<LoopThread> loops, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        loops.forEach(LoopThread::askToStop);
        loops.forEach(loop -> loop.stop(Duration.ofNanos(Math.max(1, until - System.nanoTime()))));
    }

    /** Unlike {@link #pause}, a wake-up does not end it: more events are no reason to retry a failure sooner. */
    public void rest(Duration time) {
        try {
            stopping |= stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try {
                round.run(this);
                pause = FIRST_PAUSE;
            } catch (Exception e) {
                if (stopping) {
                    break;
                }
                LOG.warnf("%s: %s; next try in %d ms", thread.getName(), e, pause.toMillis());
                LOG.debug(thread.getName(), e);
                round.failed(e);
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        RUNNING.remove(this);
        round.closed(this);
    }
}
