package de.lopezitwelt.analytics.usage.fold;

import de.lopezitwelt.contracts.reply.ReplyCancelled;
import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch adds to one row of usage. */
final class UsageTotals {
    long completed;
    long failed;
    long cancelled;
    long refused;
    private long fallbacks;
    private long estimated;
    private long inputTokens;
    private long outputTokens;
    private long cachedTokens;
    private long cacheWriteTokens;
    private long reasoningTokens;
    private BigDecimal cost = BigDecimal.ZERO;
    private long latencyMs;
    private long queueMs;
    private long queueCount;
    private long firstTokenMs;
    /** Of replies that are complete: others end when somebody or something ends them. */
    final List<Long> latencies = new ArrayList<>();

    final List<Long> firstTokens = new ArrayList<>();

    void count(ReplyEnded ended) {
        ReplyUse use = ended.use();
        switch (ended) {
            case ReplyCompleted done -> {
                completed++;
                latencyMs += use.totalMs();
                latencies.add(use.totalMs());
            }
            case ReplyFailed broken -> failed++;
            case ReplyCancelled stopped -> cancelled++;
        }
        fallbacks += use.fallbackFor() == null ? 0 : 1;
        estimated += use.estimated() ? 1 : 0;
        inputTokens += use.inputTokens();
        outputTokens += use.outputTokens();
        cachedTokens += orZero(use.cachedTokens());
        cacheWriteTokens += orZero(use.cacheWriteTokens());
        reasoningTokens += orZero(use.reasoningTokens());
        cost = cost.add(use.cost());
        Long queue = use.queueMs();
        if (queue != null) {
            queueMs += queue;
            queueCount++;
        }
        Long first = use.firstTokenMs();
        if (first != null) {
            firstTokenMs += first;
            firstTokens.add(first);
        }
    }

    /** In the order of {@link de.lopezitwelt.analytics.usage.UsageTable#SUMS}. */
    List<Object> sums() {
        return List.of(
                completed,
                failed,
                cancelled,
                refused,
                fallbacks,
                estimated,
                inputTokens,
                outputTokens,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                cost,
                latencyMs,
                queueMs,
                queueCount,
                firstTokenMs,
                (long) firstTokens.size());
    }

    boolean isTimed() {
        return !latencies.isEmpty() || !firstTokens.isEmpty();
    }

    private static long orZero(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
