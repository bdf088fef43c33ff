package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.SubjectRestrictions;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes Server-Sent Events, and files, piece by piece and as fast as the connection takes them. The head leaves with the
 * first piece, so that what is refused or fails before it is answered with a status of its own.
 */
@ApplicationScoped
public class EventStreams {
    private static final Map<String, String> HEAD =
            Map.of("content-type", "text/event-stream; charset=utf-8", "x-accel-buffering", "no");

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final SubjectRestrictions restrictions;
    private final OpenStreams open;
    private final StreamConfig config;
    private final Vertx vertx;

    EventStreams(SubjectRestrictions restrictions, OpenStreams open, StreamConfig config, Vertx vertx) {
        this.restrictions = restrictions;
        this.open = open;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Completes when everything was written or the client is gone; fails when nothing was written. Cancelling it, a
     * client that hangs up or does not read, and a caller whose credentials end all stop the listening.
     *
     * @param events asked for once the caller is known to have room for one more stream; each event ends with an empty
     *     line
     */
    public Uni<Void> write(Caller caller, HttpServerRequest request, Uni<Multi<String>> events) {
        return write(caller, request, new Kind<>(HEAD, HttpServerResponse::write, config.maxDuration(), true), events);
    }

    /** As above for text that is too much to be built whole, with its own headers, for as long as the client reads. */
    public Uni<Void> writeText(
            Caller caller, HttpServerRequest request, Map<String, String> headers, Uni<Multi<String>> parts) {
        return write(caller, request, new Kind<>(headers, HttpServerResponse::write, FOR_EVER, false), parts);
    }

    /** As above for bytes. @param headers in lower case; with {@code content-length} where the length is known */
    public Uni<Void> writeBytes(
            Caller caller, HttpServerRequest request, Map<String, String> headers, Uni<Multi<byte[]>> parts) {
        return write(
                caller,
                request,
                new Kind<>(headers, (response, part) -> response.write(Buffer.buffer(part)), FOR_EVER, false),
                parts);
    }

    /** How something is written. @param comments whether silence is filled with comments */
    private record Kind<T>(
            Map<String, String> headers,
            BiConsumer<HttpServerResponse, T> write,
            Duration maxDuration,
            boolean comments) {}

    private <T> Uni<Void> write(Caller caller, HttpServerRequest request, Kind<T> kind, Uni<Multi<T>> parts) {
        return Uni.createFrom().emitter(ended -> {
            Runnable leave = open.enter(caller.userId(), !kind.comments());
            EventStreamWriter<T> writer = new EventStreamWriter<>(request, kind.headers(), kind.write(), ended);
            long timer = vertx.setPeriodic(config.lookEvery().toMillis(), ignored -> {
                if (!restrictions.allows(caller)) {
                    writer.stop(CommonProblem.UNAUTHENTICATED);
                } else if (writer.isOverdue(config.idle(), kind.maxDuration())) {
                    writer.stop(CommonProblem.GATEWAY_TIMEOUT);
                } else if (kind.comments()) {
                    writer.commentAfter(config.commentAfter());
                }
            });
            request.response().closeHandler(gone -> writer.hungUp());
            ended.onTermination(() -> {
                vertx.cancelTimer(timer);
                writer.hungUp();
                leave.run();
            });
            // Subscribed to here and not chained: what waits for the client to read its last bytes must not hold the
            // parts.
            parts.onItem().transformToMulti(Function.identity()).subscribe().withSubscriber(writer);
        });
    }
}
