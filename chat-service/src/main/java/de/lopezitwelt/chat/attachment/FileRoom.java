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

/** How many bytes of files the prompts of an instance hold together: a few large ones must not take the heap. */
@ApplicationScoped
class FileRoom {
    /** In a prompt, in Base64 and in the request to the provider, each byte stands several times. */
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

    /** Until the current request is answered, which it is when its reply has ended. 503 when there is none; one alone always gets in. */
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

    /** Null for what is read again after a commit, which has been counted, and for who has gone, who is not answered. */
    private @Nullable RoutingContext asked() {
        RoutingContext routing = Arc.container().requestContext().isActive() ? current.getCurrent() : null;
        return routing == null
                        || routing.response().ended()
                        || routing.response().closed()
                ? null
                : routing;
    }
}
