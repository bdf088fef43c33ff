package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Watches a call's timeouts with one timer. Events only record their time. When the timer fires, it computes what is
 * left and re-arms.
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
     * @param streaming whether the answer is streamed; otherwise only the total timeout applies to its start
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
     * The reply is complete, but the provider has not ended the stream yet. It gets at most 3 seconds of silence to do
     * so.
     *
     * @param more whether the reply grew after its end was reported
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

    /** Sets the timer to the next moment at which a timeout may have passed. */
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

    /** Reports a timeout after a fixed time. Events do not prolong it. */
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
