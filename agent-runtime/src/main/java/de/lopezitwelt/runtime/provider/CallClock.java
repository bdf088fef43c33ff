package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Watches a call's times with one timer: what happens only notes when, and the timer looks how much is left when it
 * fires.
 */
final class CallClock {

    private static final long SILENCE_AFTER_END_NANOS = Duration.ofSeconds(3).toNanos();

    private final Vertx vertx;
    private final Runnable onTimeout;
    private final long firstNanos;
    private final long idleNanos;
    private final long totalNanos;

    private long startedAt;
    private long phaseStartedAt;
    private Phase phase = Phase.WAITING;
    private long timer = -1;

    private enum Phase {
        WAITING,
        RECEIVING,
        FINISHED
    }

    /**
     * Creates a clock that does not run yet.
     *
     * @param streaming whether something should come before everything has come
     */
    CallClock(Vertx vertx, Timeouts timeouts, boolean streaming, Runnable onTimeout) {
        this.vertx = vertx;
        this.onTimeout = onTimeout;
        this.totalNanos = timeouts.total().toNanos();
        this.firstNanos = streaming ? timeouts.firstToken().toNanos() : totalNanos;
        this.idleNanos = timeouts.idle().toNanos();
    }

    void start() {
        startedAt = System.nanoTime();
        phaseStartedAt = startedAt;
        resume();
    }

    void attempt() {
        enter(Phase.WAITING);
    }

    void received() {
        phaseStartedAt = System.nanoTime();
        if (phase == Phase.WAITING) {
            enter(Phase.RECEIVING);
        }
    }

    /**
     * The reply is whole, but the provider has not said that nothing follows. It gets little time for it.
     *
     * @param more whether the reply has gone on in spite of its end
     */
    void finished(boolean more) {
        if (phase != Phase.FINISHED) {
            enter(Phase.FINISHED);
        } else if (more) {
            phaseStartedAt = System.nanoTime();
        }
    }

    private void enter(Phase next) {
        phase = next;
        phaseStartedAt = System.nanoTime();
        resume();
    }

    long millisLeft() {
        return Duration.ofNanos(startedAt + totalNanos - System.nanoTime()).toMillis();
    }

    /** Waits for the next moment at which a time may have run out. */
    void resume() {
        stop();
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(nanosLeft()).toMillis() + 1), ignored -> check());
    }

    private void check() {
        timer = -1;
        if (nanosLeft() <= 0) {
            onTimeout.run();
        } else {
            resume();
        }
    }

    private long nanosLeft() {
        long now = System.nanoTime();
        long longest = switch (phase) {
            case WAITING -> firstNanos;
            case RECEIVING -> idleNanos;
            case FINISHED -> Math.min(idleNanos, SILENCE_AFTER_END_NANOS);
        };
        return Math.min(startedAt + totalNanos - now, phaseStartedAt + longest - now);
    }

    /** Reports a timeout after a fixed time, whatever happens. */
    void after(long millis) {
        stop();
        timer = vertx.setTimer(millis, ignored -> onTimeout.run());
    }

    void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
