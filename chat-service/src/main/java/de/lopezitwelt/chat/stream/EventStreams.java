package de.lopezitwelt.chat.stream;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.SubjectRestrictions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes Server-Sent Events as they come, as fast as the connection takes them. The head leaves with the first event, so
 * that what is refused or fails before it is answered with a status of its own.
 */
@ApplicationScoped
public class EventStreams {
    private static final long ASK_AGAIN_MILLIS = 3_000;

    private final SubjectRestrictions restrictions;
    private final Vertx vertx;

    EventStreams(SubjectRestrictions restrictions, Vertx vertx) {
        this.restrictions = restrictions;
        this.vertx = vertx;
    }

    /**
     * Completes when everything was written or the client is gone; fails when nothing was written. Cancelling it, a
     * client that hangs up and a caller whose credentials end all stop the listening.
     *
     * @param events encoded events, each ending with an empty line
     */
    public Uni<Void> write(Caller caller, HttpServerResponse response, Multi<String> events) {
        AtomicReference<@Nullable EventStreamWriter> writing = new AtomicReference<>();
        return Uni.createFrom()
                .<Void>emitter(ended -> {
                    EventStreamWriter writer = new EventStreamWriter(response, ended);
                    writing.set(writer);
                    long timer = vertx.setPeriodic(ASK_AGAIN_MILLIS, ignored -> {
                        if (!restrictions.allows(caller)) {
                            writer.stop();
                        }
                    });
                    response.closeHandler(gone -> writer.hungUp());
                    ended.onTermination(() -> vertx.cancelTimer(timer));
                    events.subscribe().withSubscriber(writer);
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
