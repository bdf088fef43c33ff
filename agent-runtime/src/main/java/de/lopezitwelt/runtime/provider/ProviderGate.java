package de.lopezitwelt.runtime.provider;

import java.util.ArrayDeque;
import java.util.Deque;

/** Limits the calls of a provider: a bounded number run at once, and a bounded number wait in order of arrival. */
public final class ProviderGate {

    private final int maxConcurrent;
    private final int maxQueued;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean retired;
    private final Runnable onIdle;

    /**
     * @param onIdle runs once, when the gate is retired and nothing is in flight or waiting
     */
    public ProviderGate(int maxConcurrent, int maxQueued, Runnable onIdle) {
        this.maxConcurrent = maxConcurrent;
        this.maxQueued = maxQueued;
        this.onIdle = onIdle;
    }

    /** How a call was received. */
    public enum Entry {
        ADMITTED,
        QUEUED,
        FULL
    }

    /** @param proceed called when a queued call is admitted, on the thread of the call that ended */
    public synchronized Entry enter(Runnable proceed) {
        if (inFlight < maxConcurrent) {
            inFlight++;
            return Entry.ADMITTED;
        }
        if (waiting.size() >= maxQueued) {
            return Entry.FULL;
        }
        waiting.add(proceed);
        return Entry.QUEUED;
    }

    /** Removes a call from the queue; false when it is not waiting, for example because it has been admitted. */
    public synchronized boolean leaveQueue(Runnable proceed) {
        boolean removed = waiting.remove(proceed);
        if (removed) {
            checkIdle();
        }
        return removed;
    }

    /** Ends an admitted call. */
    public void exit() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                inFlight--;
                checkIdle();
            }
        }
        if (next != null) {
            next.run();
        }
    }

    /** Lets running and waiting calls finish, then runs {@code onIdle}. */
    public synchronized void retire() {
        if (!retired) {
            retired = true;
            checkIdle();
        }
    }

    public synchronized int inFlight() {
        return inFlight;
    }

    public synchronized int queued() {
        return waiting.size();
    }

    private void checkIdle() {
        if (retired && inFlight == 0 && waiting.isEmpty()) {
            onIdle.run();
        }
    }
}
