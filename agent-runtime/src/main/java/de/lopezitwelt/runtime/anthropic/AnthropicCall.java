package de.lopezitwelt.runtime.anthropic;

import de.lopezitwelt.runtime.catalog.ApiKey;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ModelRequest;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import de.lopezitwelt.runtime.provider.Backoff;
import de.lopezitwelt.runtime.provider.CallClock;
import de.lopezitwelt.runtime.provider.OutputCap;
import de.lopezitwelt.runtime.provider.ProviderGate;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call of a model: admission, tries, times, the end. Everything runs on one Vert.x context. */
final class AnthropicCall implements StreamingChatResponseHandler, AnthropicHttp.Listener {

    private static final Logger LOG = Logger.getLogger(AnthropicCall.class);

    private final AnthropicProvider provider;
    private final ModelDefinition model;
    private final ModelRequest request;
    private final MultiEmitter<? super ReplyEvent> emitter;
    private final Context context;
    private final CallClock clock;
    private final Runnable admission = this::admittedLater;
    private final long maxBytes;
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    @Nullable
    private AnthropicHttp http;

    private int attempt;
    private boolean admitted;
    private boolean over;

    AnthropicCall(
            AnthropicProvider provider,
            ModelDefinition model,
            ModelRequest request,
            MultiEmitter<? super ReplyEvent> emitter) {
        this.provider = provider;
        this.model = model;
        this.request = request;
        this.emitter = emitter;
        this.context = provider.vertx().getOrCreateContext();
        this.maxBytes = OutputCap.bytes(request.maxOutputTokens());
        this.clock = new CallClock(provider.vertx(), provider.definition().timeouts(), true, this::timedOut);
    }

    void start() {
        emitter.onTermination(() -> onContext(this::leave));
        onContext(this::enter);
    }

    private void onContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(ignored -> action.run());
        }
    }

    private void enter() {
        clock.start();
        ProviderGate.Entry entry = provider.gate().enter(admission);
        if (entry == ProviderGate.Entry.ADMITTED) {
            admitted();
        } else if (entry == ProviderGate.Entry.FULL) {
            over = true;
            clock.stop();
            emitter.fail(ModelFailure.of(Kind.OVERLOADED));
        }
    }

    private void admittedLater() {
        context.runOnContext(ignored -> admitted());
    }

    private void admitted() {
        admitted = true;
        if (over) {
            provider.gate().exit();
            return;
        }
        attempt();
    }

    private void attempt() {
        if (over) {
            return;
        }
        clock.attempt();
        AnthropicHttp exchange = new AnthropicHttp(provider, attempt, request.traceparent(), this);
        http = exchange;
        try {
            chatModel(exchange).chat(AnthropicMessages.of(request, model.upstreamName()), this);
        } catch (RuntimeException notSent) {
            LOG.warnf("Model call not sent: provider=%s model=%s", model.provider(), model.name());
            fail(ModelFailure.of(Kind.REFUSED));
        }
    }

    private AnthropicStreamingChatModel chatModel(AnthropicHttp exchange) {
        AtomicReference<String> key = new AtomicReference<>("none");
        ApiKey registered = provider.definition().apiKey();
        if (registered != null) {
            registered.reveal(key::set);
        }
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(new OneExchange(exchange))
                .baseUrl(provider.definition().baseUrl().toString())
                .apiKey(key.get())
                .modelName(model.upstreamName())
                .maxTokens(request.maxOutputTokens())
                .build();
    }

    @Override
    public void sent() {
        if (!over) {
            emitter.emit(new ModelAsked());
        }
    }

    @Override
    public void received() {
        if (!over) {
            clock.received();
        }
    }

    @Override
    public void onPartialResponse(String delta) {
        if (over || delta.isEmpty()) {
            return;
        }
        bytes += TokenCounter.upperBound(delta);
        text.append(delta);
        emitter.emit(new TextDelta(delta));
        if (bytes > maxBytes) {
            Usage usage = new Usage(request.promptTokens(), TokenCounter.estimate(text), true);
            complete(FinishReason.LENGTH, usage);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (over) {
            return;
        }
        response.aiMessage()
                .toolExecutionRequests()
                .forEach(call ->
                        emitter.emit(new ToolCallRequested(new ToolCall(call.id(), call.name(), call.arguments()))));
        complete(reason(response), usage(response.tokenUsage()));
    }

    private void complete(FinishReason reason, Usage usage) {
        emitter.emit(new Completed(reason, usage, model.name(), model.provider(), false));
        emitter.complete();
    }

    private static FinishReason reason(ChatResponse response) {
        return switch (response.finishReason()) {
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case null, default -> FinishReason.STOP;
        };
    }

    private Usage usage(@Nullable TokenUsage reported) {
        if (reported == null || reported.inputTokenCount() == null || reported.outputTokenCount() == null) {
            return new Usage(request.promptTokens(), TokenCounter.estimate(text), true);
        }
        return new Usage(reported.inputTokenCount(), reported.outputTokenCount(), false);
    }

    /** An error inside a stream that had begun as a success. */
    @Override
    public void onError(Throwable error) {
        failed(ModelFailure.of(Kind.UNAVAILABLE), true);
    }

    @Override
    public void failed(ModelFailure failure, boolean worthAnotherTry) {
        if (over) {
            return;
        }
        LOG.warnf(
                "Model call failed: provider=%s model=%s kind=%s attempt=%d",
                model.provider(), model.name(), failure.kind().code(), attempt + 1);
        if (text.isEmpty() && failure.kind() != Kind.TIMEOUT) {
            emitter.emit(new ModelRefused());
        }
        boolean again = worthAnotherTry
                && text.isEmpty()
                && ++attempt < provider.definition().maxAttempts();
        long wait = again ? Backoff.millis(attempt, failure.retryAfter()) : -1;
        if (wait < 0 || wait >= clock.millisLeft()) {
            fail(failure);
            return;
        }
        if (http != null) {
            http.abort();
        }
        provider.vertx().setTimer(Math.max(1, wait), ignored -> attempt());
    }

    /** The body's end, after which a reply that was complete has been told already. */
    @Override
    public void ended() {
        failed(ModelFailure.of(text.isEmpty() ? Kind.INVALID_RESPONSE : Kind.UNAVAILABLE), false);
    }

    private void timedOut() {
        fail(ModelFailure.of(admitted ? Kind.TIMEOUT : Kind.OVERLOADED));
    }

    private void fail(ModelFailure failure) {
        if (!over) {
            emitter.fail(text.isEmpty() ? failure : failure.afterStart());
        }
    }

    /** Runs once the stream is over, for whatever reason. */
    private void leave() {
        if (over) {
            return;
        }
        over = true;
        clock.stop();
        if (http != null) {
            http.abort();
        }
        if (admitted) {
            provider.gate().exit();
        } else {
            // let through in the meantime: admitted() gives the place back
            provider.gate().leaveQueue(admission);
        }
    }
}
