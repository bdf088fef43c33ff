package de.lopezitwelt.runtime.provider;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: the time the provider asked for, else 200 ms, doubled each time, with
 * jitter.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long LONGEST_REQUESTED_MILLIS = 10_000;

    private Backoff() {}

    /**
     * @param attempt tries so far, 1 or more
     * @return milliseconds to wait; -1 when the provider asks for more than 10 seconds
     */
    static long millis(int attempt, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            long requested = retryAfter.toMillis();
            return requested <= LONGEST_REQUESTED_MILLIS ? requested : -1;
        }
        long backoff = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(10, attempt - 1));
        return backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
    }
}
