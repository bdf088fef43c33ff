package de.lopezitwelt.platform.web.limits;

/** A bucket that holds one window's requests and refills evenly. Time comes from the caller, in nanoseconds. */
final class TokenBucket {
    private final int capacity;
    private final double nanosPerToken;
    private double tokens;
    private long filledAt;

    TokenBucket(int capacity, long windowNanos, long now) {
        this.capacity = capacity;
        this.nanosPerToken = (double) windowNanos / capacity;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /**
     * The result of one request.
     *
     * @param remaining whole requests left at once
     * @param waitNanos until the next request is allowed; 0 when this one was
     */
    record Verdict(boolean allowed, int remaining, long waitNanos, long fullAfterNanos) {}

    synchronized Verdict take(long now) {
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) / nanosPerToken);
        filledAt = now;
        boolean allowed = tokens >= 1;
        if (allowed) {
            tokens -= 1;
        }
        long wait = allowed ? 0 : (long) Math.ceil((1 - tokens) * nanosPerToken);
        return new Verdict(allowed, (int) tokens, wait, (long) Math.ceil((capacity - tokens) * nanosPerToken));
    }
}
