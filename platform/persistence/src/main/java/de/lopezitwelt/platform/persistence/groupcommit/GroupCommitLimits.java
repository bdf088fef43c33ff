package de.lopezitwelt.platform.persistence.groupcommit;

import java.time.Duration;

/**
 * Sizes of a group commit.
 *
 * @param lanes transactions at a time, at least 1
 * @param batchSize commands per transaction, at least 1
 * @param overtakeAfter age of a transaction after which the next one begins beside it, even without a full batch
 * @param queueSize waiting commands before new ones are refused
 * @param transientRetries how often a batch is tried again after a temporary failure
 * @param retryDelay pause before the first such retry; it grows fourfold
 */
public record GroupCommitLimits(
        int lanes, int batchSize, Duration overtakeAfter, int queueSize, int transientRetries, Duration retryDelay) {
    public GroupCommitLimits {
        if (lanes < 1
                || batchSize < 1
                || overtakeAfter.isNegative()
                || queueSize < batchSize
                || transientRetries < 0
                || retryDelay.isNegative()) {
            throw new IllegalArgumentException("group commit limits out of range");
        }
    }
}
