package de.lopezitwelt.chat.reply.listen;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.platform.web.call.ServiceTokens;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls the instance that makes a reply, with this service's own credentials. */
@ApplicationScoped
class ReplyForwarding {
    private static final Logger LOG = Logger.getLogger(ReplyForwarding.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LARGEST_LINE = 8 * 1024 * 1024;

    private final HttpClient http;
    private final ServiceTokens tokens;
    private final ObjectMapper json;

    ReplyForwarding(Vertx vertx, ServiceTokens tokens, ObjectMapper json) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(256)
                .setDecompressionSupported(false));
        this.tokens = tokens;
        this.json = json;
    }

    /** Fails when the owner does not answer or no longer makes the reply. */
    Uni<Multi<ReplyUpdate>> updates(ReplyRecord reply, long after) {
        return call(HttpMethod.GET, reply, "/updates", "&session_id=" + encode(reply.sessionId()) + "&after=" + after)
                .map(this::read);
    }

    Uni<Void> cancel(ReplyRecord reply) {
        return call(HttpMethod.POST, reply, "/cancel", "")
                .invoke(HttpClientResponse::resume)
                .replaceWithVoid();
    }

    private Uni<HttpClientResponse> call(HttpMethod method, ReplyRecord reply, String action, String more) {
        String url = reply.ownerUrl() + "/internal/replies/" + reply.id() + action + "?user_id="
                + encode(reply.userId()) + more;
        return tokens.token()
                .chain(token -> Uni.createFrom()
                        .completionStage(() -> send(method, url, token).toCompletionStage()))
                .ifNoItem()
                .after(ANSWER)
                .fail();
    }

    /** The response is paused; its reader resumes it. */
    private Future<HttpClientResponse> send(HttpMethod method, String url, String token) {
        return http.request(new RequestOptions().setMethod(method).setAbsoluteURI(url))
                .compose(request -> sendPaused(request.putHeader("Authorization", "Bearer " + token)));
    }

    private static Future<HttpClientResponse> sendPaused(HttpClientRequest request) {
        return request.send().compose(response -> {
            response.pause();
            if (response.statusCode() / 100 == 2) {
                return Future.succeededFuture(response);
            }
            response.resume();
            return Future.failedFuture(new IOException("the reply's owner answered " + response.statusCode()));
        });
    }

    /** Reads as fast as the listener does. The rest waits at the owner, which drops a listener that stops reading. */
    private Multi<ReplyUpdate> read(HttpClientResponse response) {
        return Multi.createFrom().emitter(emitter -> {
            AtomicBoolean ended = new AtomicBoolean();
            AtomicBoolean left = new AtomicBoolean();
            RecordParser lines = RecordParser.newDelimited("\n").maxRecordSize(LARGEST_LINE);
            lines.handler(line -> emit(line.getBytes(), emitter, ended));
            response.exceptionHandler(failure -> {
                if (!left.get()) {
                    emitter.fail(failure);
                }
            });
            response.endHandler(end -> {
                if (ended.get()) {
                    emitter.complete();
                } else {
                    emitter.fail(new IOException("the reply's owner hung up"));
                }
            });
            AtomicReference<@Nullable Context> reading = new AtomicReference<>();
            response.handler(chunk -> {
                lines.handle(chunk);
                if (emitter.requested() <= 0) {
                    reading.set(Vertx.currentContext());
                    response.pause();
                    if (emitter.requested() > 0) {
                        response.resume();
                    }
                }
            });
            emitter.onRequest(more -> {
                Context context = reading.get();
                if (context != null) {
                    context.runOnContext(ignored -> response.resume());
                }
            });
            emitter.onTermination(() -> {
                if (left.compareAndSet(false, true) && !ended.get()) {
                    response.request().reset();
                }
            });
            response.resume();
        });
    }

    private void emit(byte[] line, MultiEmitter<? super ReplyUpdate> emitter, AtomicBoolean ended) {
        try {
            if (line.length > 0) {
                ReplyUpdate update = json.readValue(line, ReplyUpdate.class);
                if (update instanceof ReplyUpdate.End) {
                    ended.set(true);
                }
                emitter.emit(update);
            }
        } catch (IOException broken) {
            LOG.warnf(
                    "another instance sent an update that is not understood: %s",
                    broken.getClass().getSimpleName());
            emitter.fail(broken);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
