package de.lopezitwelt.platform.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.time.Duration;

/** Counts the requests of each caller or address, in bounded memory. */
final class RateLimiter {
    private final String name;
    private final int capacity;
    private final Duration window;
    private final String policy;
    private final Cache<String, TokenBucket> buckets;

    RateLimiter(String name, int capacity, Duration window, int remembered) {
        this.name = name;
        this.capacity = capacity;
        this.window = window;
        this.policy = "\"" + name + "\";q=" + capacity + ";w=" + window.toSeconds();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Takes one request from the client's allowance and says so in the {@code RateLimit} fields
     * (draft-ietf-httpapi-ratelimit-headers), and in those that OpenAI's clients read.
     *
     * @throws ProblemException 429 with {@code Retry-After}
     */
    void take(String client, MultiMap responseHeaders) {
        long now = System.nanoTime();
        var verdict = buckets.get(client, key -> new TokenBucket(capacity, window.toNanos(), now))
                .take(now);
        responseHeaders.set("RateLimit-Policy", policy);
        responseHeaders.set(
                "RateLimit", "\"" + name + "\";r=" + verdict.remaining() + ";t=" + seconds(verdict.fullAfterNanos()));
        responseHeaders.set("X-RateLimit-Limit-Requests", Integer.toString(capacity));
        responseHeaders.set("X-RateLimit-Remaining-Requests", Integer.toString(verdict.remaining()));
        responseHeaders.set("X-RateLimit-Reset-Requests", seconds(verdict.fullAfterNanos()) + "s");
        if (!verdict.allowed()) {
            throw new ProblemException(
                            CommonProblem.RATE_LIMITED,
                            "At most " + capacity + " requests in " + window.toSeconds() + " s per " + name)
                    .retryAfter(Duration.ofNanos(verdict.waitNanos()));
        }
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }
}
