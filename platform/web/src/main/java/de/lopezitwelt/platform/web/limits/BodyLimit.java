package de.lopezitwelt.platform.web.limits;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that announces itself as too large before a byte of it is read; the connection then ends, as with every request that is
 * answered long before its end. A body of unknown length meets its limit while it is read. Bodies beyond the usual size are admitted
 * only while there is memory for all of them.
 */
@Singleton
class BodyLimit {
    private static final int PRIORITY = 850;
    /** Runs after the server's own handler, which sets one limit for all readers. */
    private static final int AFTER_SERVERS_OWN = 1;

    private static final String LIMIT = BodyLimit.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int SHARE_OF_HEAP = 8;

    private final long usual;
    private final long together;
    private final Instance<LargerBodies> larger;
    private final AtomicLong underWay = new AtomicLong();

    BodyLimit(
            @ConfigProperty(name = "lopez.http.max-body-size") MemorySize usual,
            @ConfigProperty(name = "lopez.http.larger-bodies-together") Optional<MemorySize> together,
            Instance<LargerBodies> larger) {
        this.usual = usual.asLongValue();
        this.together = together.map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        this.larger = larger;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
        filters.register(BodyLimit::tellReaders, AFTER_SERVERS_OWN);
    }

    private void check(RoutingContext routing) {
        long limit = limitOf(routing);
        long length = lengthOf(routing);
        if (length > limit) {
            routing.fail(
                    new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The body may have " + limit + " bytes"));
        } else if (limit > usual
                && (length < 0 || length > usual)
                && inMemory(routing)
                && !enter(routing, length < 0 ? limit : length)) {
            routing.fail(ProblemException.unavailable("Too many large bodies are under way", RETRY_AFTER));
        } else {
            routing.put(LIMIT, limit);
            routing.next();
        }
    }

    private static void tellReaders(RoutingContext routing) {
        Long limit = routing.get(LIMIT);
        if (limit != null) {
            routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
        }
        routing.next();
    }

    private long limitOf(RoutingContext routing) {
        long limit = usual;
        for (LargerBodies bodies : larger) {
            limit = Math.max(
                    limit,
                    bodies.limitOf(
                            routing.request().method().name(),
                            String.valueOf(routing.request().path())));
        }
        return limit;
    }

    private boolean inMemory(RoutingContext routing) {
        String method = routing.request().method().name();
        String path = String.valueOf(routing.request().path());
        return larger.stream().allMatch(bodies -> bodies.inMemory(method, path));
    }

    /**
     * Reserves memory until the answer begins; other limits bound the objects that the resource makes of the body. A single
     * body is always admitted.
     */
    private boolean enter(RoutingContext routing, long bytes) {
        long now = underWay.addAndGet(bytes);
        if (now > together && now > bytes) {
            underWay.addAndGet(-bytes);
            return false;
        }
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            if (left.compareAndSet(false, true)) {
                underWay.addAndGet(-bytes);
            }
        };
        routing.addHeadersEndHandler(begun -> leave.run());
        routing.addEndHandler(ended -> leave.run());
        return true;
    }

    /** -1 when it does not say; 0 without a body. */
    private static long lengthOf(RoutingContext routing) {
        @Nullable String length = routing.request().getHeader("Content-Length");
        try {
            return length != null ? Long.parseLong(length.strip()) : isChunked(routing) ? -1 : 0;
        } catch (NumberFormatException leftToTheServer) {
            return 0;
        }
    }

    private static boolean isChunked(RoutingContext routing) {
        return routing.request().version() == HttpVersion.HTTP_2
                || routing.request().headers().contains("Transfer-Encoding");
    }
}
