package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.platform.sse.OversizedEvent;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with a provider. All methods run on the call's context. */
final class Exchange {

    private static final int MAX_ERROR_BODY = 16 * 1024;
    private static final long CANCEL = 8;

    /**
     * Receives the progress of the exchange. After {@code completed} or {@code failed} only {@code released} follows.
     */
    interface Listener {

        /** The request is on its way: from now on the provider may charge for it. */
        void sent();

        /**
         * Bytes arrived and could be read.
         *
         * @param progress false when they only keep the connection alive
         */
        void received(boolean progress);

        void completed();

        void failed(ModelFailure failure, boolean worthAnotherTry);

        /** The connection is free again. */
        void released();
    }

    private final ModelProvider provider;
    private final String path;
    private final Quirks quirks;
    private final ModelRequest asked;
    private final ReplyAssembly reply;
    private final Listener listener;
    private final AnswerBody body;

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    private boolean paused;
    private boolean reported;
    private boolean ended;
    private boolean released;

    Exchange(
            ModelProvider provider,
            Protocol protocol,
            Quirks quirks,
            ModelRequest asked,
            ReplyAssembly reply,
            Listener listener) {
        this.provider = provider;
        this.path = protocol.path();
        this.quirks = quirks;
        this.asked = asked;
        this.reply = reply;
        this.listener = listener;
        this.body = new AnswerBody(protocol.reader(asked, reply), reply);
    }

    void start(int attempt, Buffer sent) {
        provider.addresses()
                .resolve(attempt)
                .compose(address -> {
                    RequestOptions options = provider.requestTo(address, path, quirks);
                    quirks.putHeaders(
                            asked.sampling().extras(), provider.definition().keyHeader(), options::putHeader);
                    String traceparent = asked.traceparent();
                    if (traceparent != null) {
                        options.putHeader("traceparent", traceparent);
                    }
                    return provider.client().request(options);
                })
                .onSuccess(ready -> send(ready, sent))
                .onFailure(this::notConnected);
    }

    private void notConnected(Throwable cause) {
        fail(ModelFailure.of(Kind.UNAVAILABLE), !(cause instanceof OutboundRefused));
        ended();
    }

    private void send(HttpClientRequest ready, Buffer sent) {
        request = ready;
        if (reported) {
            abort();
            return;
        }
        listener.sent();
        ready.send(sent).onSuccess(this::receive).onFailure(cause -> {
            fail(ModelFailure.of(Kind.UNAVAILABLE), true);
            abort();
        });
    }

    private void receive(HttpClientResponse incoming) {
        if (reported) {
            abort();
            return;
        }
        response = incoming;
        incoming.exceptionHandler(cause -> {
            ended = true;
            brokenOff(Kind.UNAVAILABLE);
            ended();
        });
        if (incoming.statusCode() / 100 != 2) {
            readError(incoming);
            return;
        }
        incoming.handler(this::chunk);
        incoming.endHandler(end -> {
            ended = true;
            bodyEnded();
            ended();
        });
    }

    private void chunk(Buffer buffer) {
        if (reported) {
            return;
        }
        if (understood(buffer)) {
            listener.received(body.progress());
        }
    }

    private void bodyEnded() {
        if (!reported && understood(null)) {
            brokenOff(reply.begun() ? Kind.UNAVAILABLE : Kind.INVALID_RESPONSE);
        }
    }

    /**
     * Reads more of the body. Returns false when the exchange has ended by it.
     *
     * @param more null at the end of the body
     */
    private boolean understood(@Nullable Buffer more) {
        try {
            if (more == null) {
                body.end();
            } else {
                body.feed(more);
            }
        } catch (ModelFailure failure) {
            fail(failure, false);
        } catch (UnreadableJson | OversizedEvent garbage) {
            fail(ModelFailure.of(Kind.INVALID_RESPONSE), false);
        }
        ModelFailure said = reply.failure();
        if (said != null) {
            boolean again = said.kind() == Kind.UNAVAILABLE || said.kind() == Kind.RATE_LIMITED;
            fail(withReason(said, reply.reason()), again);
        } else if (reply.ended()) {
            complete();
            return false;
        }
        if (reported) {
            abort();
        }
        return !reported;
    }

    /**
     * The body has ended. The exchange is complete when the reply has a finish reason, even if the provider did not end
     * the stream.
     */
    private void brokenOff(Kind otherwise) {
        if (reply.finished()) {
            complete();
        } else {
            fail(ModelFailure.of(otherwise), otherwise == Kind.UNAVAILABLE);
        }
    }

    private void readError(HttpClientResponse incoming) {
        Buffer said = Buffer.buffer();
        incoming.handler(buffer -> {
            if (said.length() + buffer.length() > MAX_ERROR_BODY) {
                answerError(incoming, said);
                abort();
            } else {
                said.appendBuffer(buffer);
            }
        });
        incoming.exceptionHandler(cause -> {
            ended = true;
            answerError(incoming, said);
            ended();
        });
        incoming.endHandler(end -> {
            ended = true;
            answerError(incoming, said);
            ended();
        });
    }

    private void answerError(HttpClientResponse incoming, Buffer said) {
        int status = incoming.statusCode();
        byte[] body = said.getBytes();
        ProviderError error = ProviderError.of(body, 0, body.length);
        ModelFailure failure = withReason(HttpFailures.fromStatus(status, error.failure()), error.reason());
        boolean worthAnotherTry = HttpFailures.worthAnotherTry(status) && failure.retriable();
        Duration wait = HttpFailures.retryAfter(incoming.headers(), provider.clock());
        boolean told = wait != null || failure.kind() != Kind.RATE_LIMITED;
        fail(failure.retryAfter(told ? wait : error.retryAfter()), worthAnotherTry);
    }

    /** Passes on the provider's redacted reason, so that the caller can correct a refused request. */
    private ModelFailure withReason(ModelFailure failure, String reason) {
        String shown = failure.kind() == Kind.REFUSED ? Redaction.of(reason, secrets()) : "";
        return shown.isEmpty() ? failure : ModelFailure.of(failure.kind(), shown);
    }

    private List<ApiKey> secrets() {
        ApiKey key = provider.definition().apiKey();
        List<ApiKey> secrets = new ArrayList<>(quirks.secrets());
        if (key != null) {
            secrets.add(key);
        }
        return secrets;
    }

    private void complete() {
        if (!reported) {
            reported = true;
            listener.completed();
        }
    }

    private void fail(ModelFailure failure, boolean worthAnotherTry) {
        if (!reported) {
            reported = true;
            listener.failed(failure, worthAnotherTry);
        }
    }

    private void ended() {
        ended = true;
        if (!released) {
            released = true;
            listener.released();
        }
    }

    /** Resets the request if it is still under way. The listener gets neither {@code completed} nor {@code failed}. */
    void abort() {
        reported = true;
        HttpClientRequest current = request;
        if (current != null && !ended) {
            current.reset(CANCEL);
            ended();
        }
    }

    void pause() {
        if (response != null && !paused) {
            paused = true;
            response.pause();
        }
    }

    void resume() {
        if (response != null && paused) {
            paused = false;
            response.resume();
        }
    }

    boolean paused() {
        return paused;
    }
}
