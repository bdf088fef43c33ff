package de.lopezitwelt.runtime.anthropic;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.CancellationUnsupportedHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP of one try, as LangChain4j asks for it: nothing blocks, the address connected to is the one that was checked,
 * and no error carries what the provider wrote, which may hold a part of the key.
 */
final class AnthropicHttp implements HttpClient {

    private static final long CANCEL = 8;
    private static final int LARGEST_ERROR = 16 * 1024;
    private static final String PING = "ping";

    /** What the call wants to know; one of {@code ended} and {@code failed} comes, once, and nothing after it. */
    interface Listener {
        /** The request is on its way: from now on the provider may charge for it. */
        void sent();

        /** More came than events that keep the connection alive. */
        void received();

        void failed(ModelFailure failure, boolean worthAnotherTry);

        void ended();
    }

    private final AnthropicProvider provider;
    private final int attempt;
    private final @Nullable String traceparent;
    private final Listener listener;
    private final EventSplitter events = new EventSplitter();
    private @Nullable HttpClientRequest sent;
    private boolean over;

    AnthropicHttp(AnthropicProvider provider, int attempt, @Nullable String traceparent, Listener listener) {
        this.provider = provider;
        this.attempt = attempt;
        this.traceparent = traceparent;
        this.listener = listener;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("replies are streamed");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener heard) {
        execute(request, heard);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventListener heard) {
        provider.addresses()
                .resolve(attempt)
                .compose(address -> provider.client().request(options(request, address)))
                .onSuccess(ready -> send(ready, request.body(), heard))
                .onFailure(cause -> failed(Kind.UNAVAILABLE, !(cause instanceof OutboundRefused)));
    }

    private RequestOptions options(HttpRequest request, SocketAddress address) {
        URI url = provider.definition().baseUrl();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(address)
                .setHost(url.getHost())
                .setPort(provider.port())
                .setSsl(provider.tls())
                .setFollowRedirects(false)
                .setURI(url.getRawPath().replaceAll("/+$", "") + "/messages");
        request.headers().forEach((name, values) -> options.putHeader(name, String.join(", ", values)));
        options.putHeader("user-agent", "lopez-it-welt");
        if (traceparent != null) {
            options.putHeader("traceparent", traceparent);
        }
        return options;
    }

    private void send(HttpClientRequest ready, String body, ServerSentEventListener heard) {
        sent = ready;
        if (over) {
            abort();
            return;
        }
        listener.sent();
        ready.send(Buffer.buffer(body))
                .onSuccess(response -> receive(response, heard))
                .onFailure(cause -> failed(Kind.UNAVAILABLE, true));
    }

    private void receive(HttpClientResponse response, ServerSentEventListener heard) {
        response.exceptionHandler(cause -> failed(Kind.UNAVAILABLE, true));
        if (response.statusCode() != 200) {
            readError(response);
            return;
        }
        response.handler(chunk -> hear(chunk, heard));
        response.endHandler(end -> {
            if (!over) {
                over = true;
                listener.ended();
            }
        });
    }

    private void hear(Buffer chunk, ServerSentEventListener heard) {
        try {
            for (ServerSentEvent event : events.feed(chunk)) {
                if (!over) {
                    if (!PING.equals(event.event())) {
                        listener.received();
                    }
                    heard.onEvent(event, new ServerSentEventContext(new CancellationUnsupportedHandle()));
                }
            }
        } catch (RuntimeException garbage) {
            failed(Kind.INVALID_RESPONSE, false);
            abort();
        }
    }

    private void readError(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= LARGEST_ERROR) {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> answerError(response, body.toString(StandardCharsets.UTF_8)));
    }

    private void answerError(HttpClientResponse response, String body) {
        int status = response.statusCode();
        Kind kind = switch (status) {
            case 429 -> Kind.RATE_LIMITED;
            case 408, 504 -> Kind.TIMEOUT;
            case 413 -> Kind.CONTEXT_LENGTH;
            case 400, 422 -> body.contains("prompt is too long") ? Kind.CONTEXT_LENGTH : Kind.REFUSED;
            case 401, 402, 403, 404 -> Kind.UNAVAILABLE;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID_RESPONSE;
        };
        if (!over) {
            over = true;
            listener.failed(
                    ModelFailure.of(kind).retryAfter(wait(response.getHeader("retry-after"))),
                    status == 429 || status >= 500);
        }
    }

    private static @Nullable Duration wait(@Nullable String header) {
        return header != null && header.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private void failed(Kind kind, boolean worthAnotherTry) {
        if (!over) {
            over = true;
            listener.failed(ModelFailure.of(kind), worthAnotherTry);
        }
    }

    /** Ends the exchange and tells nobody but the provider. */
    void abort() {
        over = true;
        HttpClientRequest current = sent;
        if (current != null) {
            current.reset(CANCEL);
        }
    }
}
