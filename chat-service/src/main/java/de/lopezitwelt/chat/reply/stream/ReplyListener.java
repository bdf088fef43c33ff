package de.lopezitwelt.chat.reply.stream;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One subscriber of a reply. It is sent new updates when it requests them, never more. All signals come from {@link #drain},
 * which only one thread runs at a time, so that they are serial (Reactive Streams §1.3).
 */
final class ReplyListener implements Flow.Subscription {
    private final ReplyRun run;
    private final ReplyCursor cursor;
    private final Flow.Subscriber<? super ReplyUpdate> subscriber;
    private final AtomicLong requested = new AtomicLong();
    /** Held until {@link #start}, so that no signal precedes the subscription. */
    private final AtomicInteger draining = new AtomicInteger(1);

    private volatile long lastProgress = System.nanoTime();
    private volatile boolean dropped;
    private volatile boolean finished;

    ReplyListener(ReplyRun run, ReplyCursor cursor, Flow.Subscriber<? super ReplyUpdate> subscriber) {
        this.run = run;
        this.cursor = cursor;
        this.subscriber = subscriber;
    }

    void start() {
        subscriber.onSubscribe(this);
        drainHeld();
    }

    @Override
    public void request(long count) {
        requested.accumulateAndGet(count, (held, more) -> held + more < 0 ? Long.MAX_VALUE : held + more);
        lastProgress = System.nanoTime();
        drain();
    }

    /** The position of the last update that it has received. Guarded by the run's lock. */
    long received() {
        return cursor.position;
    }

    @Override
    public void cancel() {
        finished = true;
        run.remove(this);
    }

    /** Sends what may be sent. A call during a drain on another thread makes that one repeat. */
    void drain() {
        if (draining.getAndIncrement() == 0) {
            drainHeld();
        }
    }

    private void drainHeld() {
        int missed = 1;
        while (missed != 0) {
            sendRequested();
            missed = draining.addAndGet(-missed);
        }
    }

    /** Drops the listener when it has requested nothing for that long: its client does not read. */
    void dropIfStalled(long nowNanos, long patienceNanos) {
        if (requested.get() == 0 && nowNanos - lastProgress > patienceNanos) {
            drop();
        }
    }

    /** Ends the listener with an error, after the update that is being sent. */
    void drop() {
        dropped = true;
        drain();
    }

    private void sendRequested() {
        while (!finished && !dropped && requested.get() > 0) {
            ReplyUpdate update = run.next(cursor);
            if (update != null) {
                requested.accumulateAndGet(1, (held, one) -> held == Long.MAX_VALUE ? held : held - one);
                subscriber.onNext(update);
                run.listenersMoved();
            }
            if (update == null && !run.isOver(cursor)) {
                return;
            }
            if (run.isOver(cursor) && !finished) {
                finish();
                subscriber.onComplete();
            }
        }
        if (dropped && !finished) {
            finish();
            subscriber.onError(new StalledListenerException());
        }
    }

    private void finish() {
        finished = true;
        run.remove(this);
    }
}
