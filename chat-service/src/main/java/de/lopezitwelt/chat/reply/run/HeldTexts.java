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
 * Limits the texts of replies in this instance's memory: of running replies, and of ended ones that still have listeners.
 * Each text has a limit of its own, but many of them together could still fill the heap.
 */
@ApplicationScoped
public class HeldTexts {
    /**
     * The limit in characters is a sixteenth of the heap's bytes. That many characters take at most a quarter of the
     * heap: two bytes each, and as much spare room in their buffers.
     */
    private static final int SHARE_OF_HEAP = 16;

    /** An actively reading client does not lag more than this. */
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
     * How far a reply may be ahead of its listeners, in characters. It shrinks with the number of replies, so that
     * together they stay below the limit.
     */
    int window() {
        return Math.clamp(limit / 2 / Math.max(1, runs.size()), SMALLEST_WINDOW, LARGEST_WINDOW);
    }

    public void hold(ReplyRun run) {
        runs.add(run);
    }

    /** Counts new text. Returns true when {@link #excess} should be called again. */
    boolean addAndCheck(int characters) {
        return grown.addAndGet(characters) > limit / 8;
    }

    /**
     * The replies that must end or lose their listeners, so that the others have room; empty below the limit. Ended replies
     * with listeners that lag behind come first, then the longest running ones. A running reply that ends early stays in
     * memory while a listener lags behind it; the next call returns it again, as an ended one.
     */
    List<ReplyRun> excess() {
        grown.set(0);
        runs.removeIf(run -> run.ended() && run.listeners() == 0);
        long length = length(runs);
        List<ReplyRun> excess = new ArrayList<>();
        if (length > limit) {
            List<ReplyRun> candidates = new ArrayList<>(runs);
            candidates.sort(Comparator.comparing(ReplyRun::ended)
                    .thenComparingInt(ReplyRun::size)
                    .reversed());
            for (ReplyRun run : candidates) {
                if (length <= limit - limit / 4) {
                    break;
                }
                length -= run.size();
                excess.add(run);
            }
        }
        return excess;
    }

    private static long length(Collection<ReplyRun> runs) {
        return runs.stream().mapToLong(ReplyRun::size).sum();
    }
}
