package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of images the prompts of an instance hold together: a few large ones must not take the heap. */
@ApplicationScoped
class ImageRoom {
    /** In a prompt, in Base64 and in the request to the provider, each byte stands several times. */
    private static final int SHARE_OF_HEAP = 24;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RoutingContext routing;
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    ImageRoom(RoutingContext routing, AttachmentConfig config) {
        this.routing = routing;
        this.limit = config.promptImageBytesTogether()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Until the current request is answered, which it is when its reply has ended. 503 when there is none; one alone always gets in. */
    void take(long bytes) {
        if (bytes == 0 || !isAsked()) {
            return;
        }
        long now = held.addAndGet(bytes);
        if (now > limit && now > bytes) {
            held.addAndGet(-bytes);
            throw ProblemException.unavailable("Too many images are being looked at", RETRY_AFTER);
        }
        routing.addEndHandler(ended -> held.addAndGet(-bytes));
    }

    /** What is read again after a commit has been counted, and who has gone is not answered. */
    private boolean isAsked() {
        return Arc.container().requestContext().isActive()
                && !routing.response().ended()
                && !routing.response().closed();
    }
}
