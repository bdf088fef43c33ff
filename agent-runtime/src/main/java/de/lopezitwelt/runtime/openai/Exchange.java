package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.platform.sse.OversizedEvent;
import de.lopezitwelt.platform.sse.SseParser;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with a provider. All methods run on the call's context. */
final class Exchange {

    private static final int MAX_ERROR_BODY = 16 * 1024;
    private static final int MAX_JSON_BODY = 4 * 1024 * 1024;
    private static final int MAX_EVENT = 1024 * 1024;
    private static final long CANCEL = 8;

    /** What the call wants to know. After {@code completed} or {@code failed} only {@code released} follows. */
    interface Listener {

        /** The request is on its way: from now on the provider may charge for it. */
        void sent();

        /**
         * Bytes came and were understood.
         *
         * @param progress whether there was more among them than comments that keep the connection alive
         */
        void received(boolean progress);

        void completed();

        void failed(ModelFailure failure, boolean worthAnotherTry);

        /** The connection is free again. */
        void released();
    }

    private final OpenAiProvider provider;
    private final ReplyAssembly assembly;
    private final Listener listener;
    private final ChunkParser chunks;
    private final SseParser events;

    @Nullable
    private HttpClientRequest request;

    @Nullable
    private HttpClientResponse response;

    private boolean progress;
    private boolean paused;
    private boolean told;
    private boolean ended;
    private boolean released;

    Exchange(OpenAiProvider provider, ReplyAssembly assembly, Listener listener) {
        this.provider = provider;
        this.assembly = assembly;
        this.listener = listener;
        this.chunks = new ChunkParser(assembly);
        this.events = new SseParser(MAX_EVENT, this::event);
    }

    void start(int attempt, Buffer body, @Nullable String traceparent) {
        provider.addresses()
                .resolve(attempt)
                .compose(address -> {
                    RequestOptions options = provider.requestTo(address);
                    if (traceparent != null) {
                        options.putHeader("traceparent", traceparent);
                    }
                    return provider.client().request(options);
                })
                .onSuccess(ready -> send(ready, body))
                .onFailure(this::notConnected);
    }

    private void notConnected(Throwable cause) {
        fail(ModelFailure.of(Kind.UNAVAILABLE), !(cause instanceof OutboundRefused));
        ended();
    }

    private void send(HttpClientRequest ready, Buffer body) {
        request = ready;
        if (told) {
            abort();
            return;
        }
        listener.sent();
        ready.send(body).onSuccess(this::receive).onFailure(cause -> {
            fail(ModelFailure.of(Kind.UNAVAILABLE), true);
            abort();
        });
    }

    private void receive(HttpClientResponse incoming) {
        if (told) {
            abort();
            return;
        }
        response = incoming;
        incoming.exceptionHandler(cause -> {
            hungUp(Kind.UNAVAILABLE);
            ended();
        });
        if (incoming.statusCode() != 200) {
            readError(incoming);
            return;
        }
        String type = incoming.getHeader("content-type");
        if (type != null && type.startsWith("application/json")) {
            readJson(incoming);
        } else if (type == null || type.startsWith("text/event-stream")) {
            incoming.handler(this::chunk);
            incoming.endHandler(end -> {
                ended = true;
                hungUp(assembly.choiceSeen() ? Kind.UNAVAILABLE : Kind.INVALID_RESPONSE);
                ended();
            });
        } else {
            fail(ModelFailure.of(Kind.INVALID_RESPONSE), false);
            abort();
        }
    }

    private void chunk(Buffer buffer) {
        if (told) {
            return;
        }
        byte[] bytes = buffer.getBytes();
        try {
            progress = false;
            events.feed(bytes, 0, bytes.length);
            listener.received(progress);
        } catch (ModelFailure failure) {
            fail(failure, false);
            abort();
        } catch (OversizedEvent e) {
            fail(ModelFailure.of(Kind.INVALID_RESPONSE), false);
            abort();
        }
    }

    private boolean event(byte[] bytes, int from, int length) {
        progress = true;
        if (length == 6 && bytes[from] == '[') {
            complete();
            return false;
        }
        chunks.parse(bytes, from, length);
        ModelFailure error = assembly.error();
        if (error != null) {
            throw error;
        }
        return true;
    }

    /** The body's end: fine when the reply had ended, whether or not a {@code [DONE]} said so. */
    private void hungUp(Kind otherwise) {
        if (assembly.finished()) {
            complete();
        } else {
            fail(ModelFailure.of(otherwise), otherwise == Kind.UNAVAILABLE);
        }
    }

    private void readJson(HttpClientResponse incoming) {
        Buffer body = Buffer.buffer();
        incoming.handler(buffer -> {
            listener.received(true);
            if (body.length() + buffer.length() > MAX_JSON_BODY) {
                fail(ModelFailure.of(Kind.REPLY_TOO_LARGE), false);
                abort();
            } else {
                body.appendBuffer(buffer);
            }
        });
        incoming.endHandler(end -> {
            ended = true;
            try {
                if (!told) {
                    event(body.getBytes(), 0, body.length());
                    hungUp(Kind.INVALID_RESPONSE);
                }
            } catch (ModelFailure failure) {
                fail(failure, false);
            }
            ended();
        });
    }

    private void readError(HttpClientResponse incoming) {
        Buffer body = Buffer.buffer();
        incoming.handler(buffer -> {
            if (body.length() + buffer.length() > MAX_ERROR_BODY) {
                answerError(incoming, Buffer.buffer());
                abort();
            } else {
                body.appendBuffer(buffer);
            }
        });
        incoming.exceptionHandler(cause -> {
            ended = true;
            answerError(incoming, Buffer.buffer());
            ended();
        });
        incoming.endHandler(end -> {
            ended = true;
            answerError(incoming, body);
            ended();
        });
    }

    private void answerError(HttpClientResponse incoming, Buffer body) {
        ReplyAssembly said = new ReplyAssembly();
        try {
            new ChunkParser(said).parse(body.getBytes(), 0, body.length());
        } catch (ModelFailure notOpenAi) {
            said.error(ModelFailure.of(Kind.UNAVAILABLE));
        }
        ModelFailure fromBody = said.error() == null ? ModelFailure.of(Kind.UNAVAILABLE) : said.error();
        int status = incoming.statusCode();
        ModelFailure failure = ErrorResponses.fromStatus(status, fromBody)
                .retryAfter(ErrorResponses.retryAfter(incoming.getHeader("retry-after"), provider.clock()));
        fail(failure, ErrorResponses.worthAnotherTry(status));
    }

    private void complete() {
        if (!told) {
            told = true;
            listener.completed();
        }
    }

    private void fail(ModelFailure failure, boolean worthAnotherTry) {
        if (!told) {
            told = true;
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

    /** Ends the exchange at once and tells nobody but the provider, unless it has ended. */
    void abort() {
        told = true;
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
