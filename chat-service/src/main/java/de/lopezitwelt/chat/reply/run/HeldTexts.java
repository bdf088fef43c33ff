package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The texts of replies that stand in this instance's memory: of those under way, and of those that ended while somebody
 * still listens. Each of them is limited, but enough of them at a time would fill the heap all the same.
 */
@ApplicationScoped
public class HeldTexts {
    /** A text of this heap's sixteenth in characters takes at most a quarter of it: two bytes each, and room to grow. */
    private static final int SHARE_OF_HEAP = 16;

    /** More than a client that reads is ever behind. */
    private static final int SMALLEST_WINDOW = 8 * 1024;

    private static final int LARGEST_WINDOW = 64 * 1024;

    private final Set<ReplyRun> runs = ConcurrentHashMap.newKeySet();
    private final AtomicLong grown = new AtomicLong();
    private final long limit;

    @Inject
    HeldTexts(ReplyConfig config, MeterRegistry metrics) {
        this(config.maxTotalLength().orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
        metrics.gauge("lopez_reply_text_characters", runs, HeldTexts::length);
    }

    HeldTexts(long limit) {
        this.limit = limit;
    }

    /**
     * How far a reply may be ahead of those who listen to it, in characters: less when there are many, so that together they
     * stay below the limit.
     */
    int window() {
        return Math.clamp(limit / 2 / Math.max(1, runs.size()), SMALLEST_WINDOW, LARGEST_WINDOW);
    }

    public void hold(ReplyRun run) {
        runs.add(run);
    }

    /** Whether so much has come since the last look that it is time for another. */
    boolean grew(int characters) {
        return grown.addAndGet(characters) > limit / 8;
    }

    /**
     * What must go for the others to have room, none when all is well: first ended replies with listeners who lag behind,
     * then the longest ones under way. They count until they are gone: one that ends early stays in memory for as long as
     * somebody lags behind it, and is let go at the next look.
     */
    List<ReplyRun> excess() {
        grown.set(0);
        runs.removeIf(run -> run.ended() && run.listeners() == 0);
        long length = length(runs);
        List<ReplyRun> excess = new ArrayList<>();
        if (length > limit) {
            List<ReplyRun> candidates = new ArrayList<>(runs);
            candidates.sort(Comparator.comparing(ReplyRun::ended)
                    .thenComparingInt(ReplyRun::length)
                    .reversed());
            for (ReplyRun run : candidates) {
                if (length <= limit - limit / 4) {
                    break;
                }
                length -= run.length();
                excess.add(run);
            }
        }
        return excess;
    }

    private static long length(Collection<ReplyRun> runs) {
        return runs.stream().mapToLong(ReplyRun::length).sum();
    }
}
