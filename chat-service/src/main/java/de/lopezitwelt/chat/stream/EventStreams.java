package de.lopezitwelt.chat.stream;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.SubjectRestrictions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes Server-Sent Events as they come, as fast as the connection takes them. The head leaves with the first event, so
 * that what is refused or fails before it is answered with a status of its own.
 */
@ApplicationScoped
public class EventStreams {
    private static final Map<String, String> HEAD =
            Map.of("content-type", "text/event-stream; charset=utf-8", "x-accel-buffering", "no");

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
    public Uni<Void> write(Caller caller, HttpServerResponse response, Uni<Multi<String>> events) {
        return write(caller, response, HEAD, events);
    }

    /** As above for another kind of text that is too much to be built whole, with its own headers. */
    public Uni<Void> write(
            Caller caller, HttpServerResponse response, Map<String, String> headers, Uni<Multi<String>> parts) {
        return Uni.createFrom().deferred(() -> {
            Runnable leave = open.enter(caller.userId());
            return parts.chain(encoded -> writeParts(caller, response, headers, encoded))
                    .onTermination()
                    .invoke(leave);
        });
    }

    private Uni<Void> writeParts(
            Caller caller, HttpServerResponse response, Map<String, String> headers, Multi<String> parts) {
        AtomicReference<@Nullable EventStreamWriter> writing = new AtomicReference<>();
        return Uni.createFrom()
                .<Void>emitter(ended -> {
                    EventStreamWriter writer = new EventStreamWriter(response, headers, ended);
                    writing.set(writer);
                    long timer = vertx.setPeriodic(config.lookEvery().toMillis(), ignored -> {
                        if (!restrictions.allows(caller) || writer.isOverdue(config.idle(), config.maxDuration())) {
                            writer.stop();
                        }
                    });
                    response.closeHandler(gone -> writer.hungUp());
                    ended.onTermination(() -> vertx.cancelTimer(timer));
                    parts.subscribe().withSubscriber(writer);
                })
                .onCancellation()
                .invoke(() -> {
                    EventStreamWriter writer = writing.get();
                    if (writer != null) {
                        writer.hungUp();
                    }
                });
    }
}
