package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.catalog.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Watches a call's times with one timer: what happens only notes when, and the timer looks how much is left when it
 * fires.
 */
public final class CallClock {

    private final Vertx vertx;
    private final Runnable onTimeout;
    private final long firstNanos;
    private final long idleNanos;
    private final long totalNanos;

    private long startedAt;
    private long phaseStartedAt;
    private boolean receiving;
    private long timer = -1;

    /**
     * @param streaming whether something should come before everything has come
     */
    public CallClock(Vertx vertx, Timeouts timeouts, boolean streaming, Runnable onTimeout) {
        this.vertx = vertx;
        this.onTimeout = onTimeout;
        this.totalNanos = timeouts.total().toNanos();
        this.firstNanos = streaming ? timeouts.firstToken().toNanos() : totalNanos;
        this.idleNanos = timeouts.idle().toNanos();
    }

    public void start() {
        startedAt = System.nanoTime();
        phaseStartedAt = startedAt;
        resume();
    }

    public void attempt() {
        receiving = false;
        phaseStartedAt = System.nanoTime();
        resume();
    }

    public void received() {
        phaseStartedAt = System.nanoTime();
        if (!receiving) {
            receiving = true;
            resume();
        }
    }

    public long millisLeft() {
        return Duration.ofNanos(startedAt + totalNanos - System.nanoTime()).toMillis();
    }

    /** Waits for the next moment at which a time may have run out. */
    public void resume() {
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
        long phase = receiving ? idleNanos : firstNanos;
        return Math.min(startedAt + totalNanos - now, phaseStartedAt + phase - now);
    }

    /** Reports a timeout after a fixed time, whatever happens. */
    public void after(long millis) {
        stop();
        timer = vertx.setTimer(millis, ignored -> onTimeout.run());
    }

    public void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
