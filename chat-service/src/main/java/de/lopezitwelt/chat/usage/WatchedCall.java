package de.lopezitwelt.chat.usage;

import de.lopezitwelt.contracts.reply.ReplyCancelled;
import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyMeter;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model of which nothing is stored: for a title, a trial or embeddings. One call uses it, one event after the
 * other.
 */
public final class WatchedCall {
    private final ReplyOrigin origin;
    private final PreparedReply prepared;
    private final CallWatch watch;
    private final ReplyMeter meter;
    private volatile ReplyEvent.@Nullable Completed end;

    /** @param arrivedNanos {@link System#nanoTime} when the request came */
    public WatchedCall(ReplyOrigin origin, PreparedReply prepared, long arrivedNanos) {
        this.origin = origin;
        this.prepared = prepared;
        this.watch = new CallWatch(arrivedNanos);
        this.meter = new ReplyMeter(prepared);
    }

    public void see(ReplyEvent event) {
        watch.see(event);
        meter.count(event);
        if (event instanceof ReplyEvent.Completed completed) {
            end = completed;
        }
    }

    /** Usage of a call that has ended well. */
    public Usage used() {
        return meter.used();
    }

    /**
     * What is to be charged, at the price of the model that answered, which may have been the fallback.
     *
     * @param failure with which the call ended; null when it ended well, or its caller left
     */
    public CallUse use(AgentRuntime runtime, @Nullable Throwable failure) {
        ModelDefinition asked = prepared.model();
        ReplyEvent.Completed completed = end;
        String model = completed == null ? asked.name() : completed.model();
        Price price = runtime.catalog().find(model).map(ModelDefinition::price).orElse(asked.price());
        return new CallUse(
                asked.name(),
                model,
                completed == null ? asked.provider() : completed.provider(),
                meter.used(failure),
                price);
    }

    /** What is published of it. */
    public ReplyEnded event(CallUse used, @Nullable Throwable failure) {
        ReplyUse use = used.during(watch.times());
        ReplyEvent.Completed completed = end;
        if (failure != null) {
            return new ReplyFailed(origin, use, FailureCode.of(failure));
        }
        return completed == null
                ? new ReplyCancelled(origin, use)
                : new ReplyCompleted(origin, use, completed.finishReason().wireName());
    }
}
