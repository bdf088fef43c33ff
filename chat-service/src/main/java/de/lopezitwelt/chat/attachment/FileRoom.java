package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Limits the bytes of files in all prompts of an instance together: a few large ones must not fill the heap. */
@ApplicationScoped
class FileRoom {
    /** Copies of each byte: in the prompt, in Base64 and in the request to the provider. */
    private static final int SHARE_OF_HEAP = 24;

    private static final String OWN = FileRoom.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CurrentVertxRequest current;
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    FileRoom(CurrentVertxRequest current, AttachmentConfig config) {
        this.current = current;
        this.limit = config.promptBytesTogether()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Takes room until the current request is answered, which is when its reply has ended. Fails with 503 when there is none; a single prompt always fits. */
    void take(long bytes) {
        RoutingContext routing = asked();
        if (bytes == 0 || routing == null) {
            return;
        }
        long own = routing.get(OWN, 0L) + bytes;
        long now = held.addAndGet(bytes);
        if (now > limit && now > own) {
            held.addAndGet(-bytes);
            throw ProblemException.unavailable("Too many files are being looked at", RETRY_AFTER);
        }
        routing.put(OWN, own);
        routing.addEndHandler(ended -> held.addAndGet(-bytes));
    }

    /** Null after a retried commit (already counted) or when the client has disconnected. */
    private @Nullable RoutingContext asked() {
        RoutingContext routing = Arc.container().requestContext().isActive() ? current.getCurrent() : null;
        return routing == null
                        || routing.response().ended()
                        || routing.response().closed()
                ? null
                : routing;
    }
}
