package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.credential.OpenCredentials;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes Server-Sent Events and files piece by piece, as fast as the connection takes them. The response head is sent with
 * the first piece, so that a failure before it is answered with an error status.
 */
@ApplicationScoped
public class EventStreams {
    private static final Map<String, String> HEAD =
            Map.of("content-type", "text/event-stream; charset=utf-8", "x-accel-buffering", "no");

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final OpenCredentials credentials;
    private final AgentAccess members;
    private final OpenStreams open;
    private final StreamConfig config;
    private final Vertx vertx;

    EventStreams(OpenCredentials credentials, AgentAccess members, OpenStreams open, StreamConfig config, Vertx vertx) {
        this.credentials = credentials;
        this.members = members;
        this.open = open;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Completes when everything was written or the client has disconnected; fails when nothing was written. The listening
     * ends on cancellation, when the client disconnects or does not read, and when the caller's credentials or membership
     * end.
     *
     * @param live subscribed to once the caller is known to have room for one more stream
     */
    public Uni<Void> write(Caller caller, HttpServerRequest request, Uni<LiveEvents> live) {
        return write(caller, request, live, null);
    }

    /**
     * As above for streams that may be silent for long before their first event: comments then begin without it.
     *
     * @param lastWords the event that tells of a failure after the beginning; the stream breaks off after it
     */
    public Uni<Void> write(
            Caller caller,
            HttpServerRequest request,
            Uni<LiveEvents> live,
            @Nullable Function<Throwable, String> lastWords) {
        return write(
                caller,
                request,
                new Kind<>(HEAD, HttpServerResponse::write, config.maxDuration(), true, lastWords),
                watch -> live.invoke(events -> watch.isFor(events.organizationId()))
                        .map(LiveEvents::events));
    }

    /**
     * Waits for an answer in one piece as long as its listener may receive it. Fails, and cancels the wait, as soon as an
     * open stream of that listener would be closed.
     */
    public <T> Uni<T> awaited(Listener listener, Uni<T> answer) {
        Uni<T> over = Uni.createFrom().emitter(ended -> {
            ListenerWatch watch = watch(listener.caller(), reason -> ended.fail(new ProblemException(reason)));
            watch.isFor(listener.organizationId());
            long timer = vertx.setPeriodic(config.lookEvery().toMillis(), ignored -> watch.look());
            ended.onTermination(() -> {
                vertx.cancelTimer(timer);
                watch.close();
            });
        });
        return Uni.combine().any().of(answer, over);
    }

    /**
     * As above, for text that is too long to be built in one piece, with headers of its own, for as long as the client
     * reads.
     */
    public Uni<Void> writeText(
            Caller caller, HttpServerRequest request, Map<String, String> headers, Uni<Multi<String>> parts) {
        return write(
                caller, request, new Kind<>(headers, HttpServerResponse::write, FOR_EVER, false, null), watch -> parts);
    }

    /** As above for bytes. @param headers in lower case; with {@code content-length} where the length is known */
    public Uni<Void> writeBytes(
            Caller caller, HttpServerRequest request, Map<String, String> headers, Uni<Multi<byte[]>> parts) {
        return write(
                caller,
                request,
                new Kind<>(headers, (response, part) -> response.write(Buffer.buffer(part)), FOR_EVER, false, null),
                watch -> parts);
    }

    /** How something is written. @param comments whether silence is filled with comments */
    private record Kind<T>(
            Map<String, String> headers,
            BiFunction<HttpServerResponse, T, Future<Void>> write,
            Duration maxDuration,
            boolean comments,
            @Nullable Function<Throwable, T> lastWords) {}

    private ListenerWatch watch(Caller caller, Consumer<ProblemType> onEnd) {
        return new ListenerWatch(caller, credentials, members, vertx.getOrCreateContext(), onEnd);
    }

    private <T> Uni<Void> write(
            Caller caller, HttpServerRequest request, Kind<T> kind, Function<ListenerWatch, Uni<Multi<T>>> parts) {
        return Uni.createFrom().emitter(ended -> {
            Runnable leave = open.enter(caller.userId(), !kind.comments());
            EventStreamWriter<T> writer =
                    new EventStreamWriter<>(request, kind.headers(), kind.write(), kind.lastWords(), ended);
            ListenerWatch watch = watch(caller, writer::stop);
            long timer = vertx.setPeriodic(config.lookEvery().toMillis(), ignored -> {
                if (!watch.look()) {
                    return;
                }
                if (writer.isOverdue(config.idle(), kind.maxDuration())) {
                    writer.stop(CommonProblem.GATEWAY_TIMEOUT);
                } else if (kind.comments()) {
                    writer.commentAfter(config.commentAfter());
                }
            });
            request.response().closeHandler(gone -> writer.hungUp());
            ended.onTermination(() -> {
                vertx.cancelTimer(timer);
                watch.close();
                writer.hungUp();
                leave.run();
            });
            // Subscribed to here and not chained: the wait for the client to read its last bytes must not hold the
            // parts.
            parts.apply(watch)
                    .onItem()
                    .transformToMulti(Function.identity())
                    .subscribe()
                    .withSubscriber(writer);
        });
    }
}
