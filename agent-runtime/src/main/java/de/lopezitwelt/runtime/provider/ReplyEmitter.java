package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * Emits events on the subscriber's demand. Without demand, text stays in the assembly and is merged with the text that
 * follows. All methods run on the call's context.
 */
final class ReplyEmitter {

    private final Subscriber<? super ReplyEvent> subscriber;
    private final Deque<ReplyEvent> tail = new ArrayDeque<>();

    @Nullable
    private ReplyAssembly assembly;

    @Nullable
    private ModelFailure failure;

    private long demand;
    private boolean ended;
    private boolean closed;
    private boolean draining;
    private @Nullable ReplyEvent notice;
    private boolean said;

    ReplyEmitter(Subscriber<? super ReplyEvent> subscriber) {
        this.subscriber = subscriber;
    }

    void readFrom(ReplyAssembly source) {
        assembly = source;
    }

    void demand(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        drain();
    }

    /** Emits available events up to the demand. */
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        boolean more = true;
        while (more && !closed) {
            more = emitNext();
        }
        draining = false;
        if (!closed && ended && tail.isEmpty()) {
            close();
        }
    }

    private boolean emitNext() {
        if (demand == 0) {
            return false;
        }
        ReplyEvent next = next();
        if (next == null) {
            return false;
        }
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        subscriber.onNext(next);
        return true;
    }

    private @Nullable ReplyEvent next() {
        ReplyEvent first = notice;
        if (first != null) {
            notice = null;
            return first;
        }
        ReplyEvent more = assembly == null ? null : assembly.next(ended);
        ReplyEvent next = more == null ? tail.poll() : more;
        said |= next != null;
        return next;
    }

    private void close() {
        if (assembly != null && assembly.hasMore()) {
            return;
        }
        closed = true;
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    /** Reports progress before the first text. Replaces an earlier notice that was not delivered. */
    void notice(ReplyEvent event) {
        if (!ended) {
            notice = event;
            drain();
        }
    }

    /** Emits these events after the last text, then completes. */
    void complete(Iterable<? extends ReplyEvent> events) {
        if (ended) {
            return;
        }
        ended = true;
        events.forEach(tail::add);
        drain();
    }

    /** Emits the failure after the text that came before it. */
    void fail(ModelFailure reason) {
        if (ended) {
            return;
        }
        ended = true;
        boolean started = said || assembly != null && assembly.started();
        failure = started ? reason.afterStart() : reason;
        if (assembly != null) {
            assembly.withholdCalls();
        }
        drain();
    }

    /** The subscriber has cancelled: emits nothing more. */
    void cancel() {
        ended = true;
        closed = true;
    }

    boolean ended() {
        return ended;
    }

    /** Whether the subscriber has unmet demand. */
    boolean wanting() {
        return demand > 0;
    }
}
