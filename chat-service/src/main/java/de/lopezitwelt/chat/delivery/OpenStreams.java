package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.drain.Unfinished;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the open streams of each user on this instance. A stream counts until its last byte is taken or its connection
 * is gone, not merely until its reply has ended: unread bytes cost memory all the same.
 */
@ApplicationScoped
class OpenStreams implements Unfinished {
    private static final String FILES = " files";

    private final ConcurrentMap<String, Integer> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final int perUser;
    private final int filesPerUser;

    OpenStreams(StreamConfig config, MeterRegistry metrics) {
        this.perUser = config.perUser();
        this.filesPerUser = config.filesPerUser();
        metrics.gauge("lopez_streams_open", open);
    }

    @Override
    public int left() {
        return open.get();
    }

    /** Nothing is to be stored: the server ends the connections when it closes. */
    @Override
    public Uni<Void> giveUp() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Counts one more.
     *
     * @param file whether it is an export or a download: they have a limit of their own
     * @return ends the count, once
     * @throws de.lopezitwelt.platform.web.problem.ProblemException 429 beyond the limit
     */
    Runnable enter(String userId, boolean file) {
        String owner = file ? userId + FILES : userId;
        int most = file ? filesPerUser : perUser;
        byUser.compute(owner, (user, count) -> {
            if (count != null && count >= most) {
                throw StreamProblem.tooMany(most);
            }
            return count == null ? 1 : count + 1;
        });
        open.incrementAndGet();
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                open.decrementAndGet();
                byUser.computeIfPresent(owner, (user, count) -> count == 1 ? null : count - 1);
            }
        };
    }
}
