package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.runtime.model.ReplyEvent;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a model's events. It requests them one by one, so that the provider can be made to wait: text that no
 * listener reads costs memory and processor time, and an endless reply to a slow reader would take both from all others.
 */
final class ReplyUpstream implements Flow.Subscriber<ReplyEvent> {
    private final BooleanSupplier tooFarAhead;
    private final Consumer<ReplyEvent> onEvent;
    private final Consumer<Throwable> onFailure;
    private final Runnable onEnd;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;

    /** @param tooFarAhead whether listeners must catch up before the next request; see {@link #listenersMoved} */
    ReplyUpstream(
            BooleanSupplier tooFarAhead, Consumer<ReplyEvent> onEvent, Consumer<Throwable> onFailure, Runnable onEnd) {
        this.tooFarAhead = tooFarAhead;
        this.onEvent = onEvent;
        this.onFailure = onFailure;
        this.onEnd = onEnd;
    }

    /** Continues when listeners have caught up, or left. Called after each such change, from any thread. */
    void listenersMoved() {
        if (waiting.get() && !tooFarAhead.getAsBoolean() && waiting.compareAndSet(true, false)) {
            more();
        }
    }

    void cancel() {
        cancelled = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (cancelled) {
            source.cancel();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onNext(ReplyEvent event) {
        onEvent.accept(event);
        if (tooFarAhead.getAsBoolean()) {
            waiting.set(true);
            listenersMoved();
        } else {
            more();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(failure);
    }

    @Override
    public void onComplete() {
        onEnd.run();
    }

    private void more() {
        Flow.Subscription source = subscription;
        if (source != null && !cancelled) {
            source.request(1);
        }
    }
}
