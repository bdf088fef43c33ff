package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.ReplyEvent.Reasoned;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model. It waits until the provider's gate admits it, makes attempts until the first text arrives, and
 * watches the timeouts. Everything runs on one Vert.x context, so no locks are needed.
 */
final class ModelCall implements Subscription, Exchange.Listener {

    private static final Logger LOG = Logger.getLogger(ModelCall.class);
    private static final long END_OF_BODY_MILLIS = 2_000;

    private final ModelProvider provider;
    private final Protocol protocol;
    private final ModelDefinition model;
    private final ModelRequest request;
    private final Subscriber<? super ReplyEvent> subscriber;
    private final ReplyEmitter emitter;
    private final Context context;
    private final CallClock clock;
    private final Runnable admission = this::admittedLater;
    private final long maxBytes;

    private ReplyAssembly assembly = new ReplyAssembly();

    private @Nullable Exchange exchange;
    private @Nullable Buffer body;

    private int attempt;
    private int bytesBefore;
    private long retryTimer = -1;
    private boolean admitted;
    private boolean left;

    ModelCall(
            ModelProvider provider,
            Protocol protocol,
            ModelDefinition model,
            ModelRequest request,
            Subscriber<? super ReplyEvent> subscriber) {
        this.provider = provider;
        this.protocol = protocol;
        this.model = model;
        this.request = request;
        this.subscriber = subscriber;
        this.emitter = new ReplyEmitter(subscriber);
        this.context = provider.vertx().getOrCreateContext();
        this.maxBytes = Math.min(OutputCap.bytes(request.maxOutputTokens()), ReplyAssembly.MAX_REPLY_BYTES);
        Timeouts timeouts = provider.definition().timeouts();
        this.clock = new CallClock(provider.vertx(), timeouts, request.streaming(), this::timedOut);
    }

    void start() {
        subscriber.onSubscribe(this);
        onContext(this::enter);
    }

    @Override
    public void request(long more) {
        onContext(() -> {
            emitter.demand(more);
            flow();
        });
    }

    @Override
    public void cancel() {
        onContext(() -> {
            emitter.cancel();
            giveUp();
        });
    }

    private void onContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(ignored -> action.run());
        }
    }

    private void enter() {
        if (emitter.ended()) {
            return;
        }
        clock.start();
        switch (provider.gate().enter(admission)) {
            case ADMITTED -> admitted();
            case QUEUED -> {}
            case FULL -> {
                left = true;
                fail(ModelFailure.of(Kind.OVERLOADED));
            }
        }
    }

    private void admittedLater() {
        context.runOnContext(ignored -> admitted());
    }

    private void admitted() {
        admitted = true;
        if (emitter.ended()) {
            leave();
            return;
        }
        body = Buffer.buffer(protocol.write(request.withPrompt(model.quirks().shaped(request.prompt())), model));
        attempt();
    }

    private void attempt() {
        retryTimer = -1;
        assembly = new ReplyAssembly();
        bytesBefore = 0;
        emitter.readFrom(assembly);
        clock.attempt();
        exchange = new Exchange(provider, protocol, model.quirks(), request, assembly, this);
        exchange.start(attempt, body());
    }

    private Buffer body() {
        return body == null ? Buffer.buffer() : body;
    }

    @Override
    public void sent() {
        emitter.notice(new ModelAsked());
    }

    @Override
    public void received(boolean progress) {
        if (assembly.finished()) {
            clock.finished(assembly.bytes() > bytesBefore);
            bytesBefore = assembly.bytes();
        } else if (progress) {
            clock.received();
        }
        flow();
    }

    /**
     * Emits what the subscriber asked for, and resumes or pauses the provider. After the end of a reply little follows,
     * so it is read without demand.
     */
    private void flow() {
        emitter.drain();
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (!emitter.ended() && assembly.bytes() > maxBytes) {
            assembly.finish(FinishReason.LENGTH);
            current.abort();
            completed();
        } else if (emitter.wanting() || emitter.ended() || assembly.finished()) {
            current.resume();
        } else {
            current.pause();
        }
    }

    @Override
    public void completed() {
        if (emitter.ended()) {
            return;
        }
        clock.stop();
        if (!left) {
            clock.after(END_OF_BODY_MILLIS);
        }
        List<ReplyEvent> end = new ArrayList<>();
        List<ToolCall> calls;
        try {
            calls = assembly.toolCalls();
        } catch (ModelFailure failure) {
            emitter.fail(failure);
            return;
        }
        Usage used = assembly.usage(request.promptTokens(), calls);
        Reasoning thoughts = assembly.thoughts();
        if (thoughts != null) {
            end.add(new Reasoned(thoughts));
        }
        for (ToolCall call : calls) {
            end.add(new ToolCallRequested(call));
        }
        end.add(new Completed(
                assembly.finishReason(), used, model.name(), model.provider(), false, assembly.stopSequence()));
        emitter.complete(end);
    }

    @Override
    public void failed(ModelFailure failure, boolean worthAnotherTry) {
        LOG.warnf(
                "Model call failed: provider=%s model=%s kind=%s attempt=%d",
                model.provider(), model.name(), failure.kind().code(), attempt + 1);
        if (!assembly.started() && failure.kind() != Kind.TIMEOUT) {
            emitter.notice(new ModelRefused());
        }
        long wait = worthAnotherTry
                        && !assembly.started()
                        && ++attempt < provider.definition().maxAttempts()
                ? Backoff.millis(attempt, failure.retryAfter())
                : -1;
        if (wait < 0 || wait >= clock.millisLeft()) {
            fail(failure);
            return;
        }
        exchange = null;
        retryTimer = provider.vertx().setTimer(Math.max(1, wait), ignored -> attempt());
    }

    @Override
    public void released() {
        if (retryTimer < 0) {
            leave();
        }
    }

    private void timedOut() {
        if (emitter.ended()) {
            giveUp();
        } else if (exchange != null && assembly.finished()) {
            // The reply is complete. Only its usage or the end of the stream is missing.
            exchange.abort();
            completed();
        } else if (exchange != null && exchange.paused() && clock.millisLeft() > 0) {
            clock.received();
            clock.resume();
        } else {
            fail(ModelFailure.of(admitted ? Kind.TIMEOUT : Kind.OVERLOADED));
        }
    }

    private void fail(ModelFailure failure) {
        emitter.fail(failure);
        giveUp();
    }

    /** Stops a pending retry and the exchange, and leaves the gate. */
    private void giveUp() {
        Exchange current = exchange;
        if (retryTimer >= 0) {
            provider.vertx().cancelTimer(retryTimer);
            retryTimer = -1;
        }
        if (current != null) {
            current.abort();
        }
        leave();
    }

    private void leave() {
        clock.stop();
        if (left) {
            return;
        }
        if (admitted) {
            left = true;
            provider.gate().exit();
        } else if (provider.gate().leaveQueue(admission)) {
            left = true;
        }
    }
}
