package de.lopezitwelt.analytics.usage.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be asked about usage. */
enum UsageMeasure {
    /** Replies for which a model was asked, however they ended. */
    REPLIES("SUM(completed + failed + cancelled)"),
    COMPLETED("SUM(completed)"),
    FAILED("SUM(failed)"),
    CANCELLED("SUM(cancelled)"),
    /** Replies that a budget did not allow. */
    REFUSED("SUM(refused)"),
    FALLBACKS("SUM(fallbacks)"),
    /** Replies whose tokens our own counter estimated. */
    ESTIMATED("SUM(estimated)"),
    INPUT_TOKENS("SUM(input_tokens)"),
    OUTPUT_TOKENS("SUM(output_tokens)"),
    CACHED_TOKENS("SUM(cached_tokens)"),
    CACHE_WRITE_TOKENS("SUM(cache_write_tokens)"),
    REASONING_TOKENS("SUM(reasoning_tokens)"),
    TOTAL_TOKENS("SUM(input_tokens + output_tokens)"),
    /** Told apart by currency. */
    COST("SUM(cost)"),
    /** Of replies that did not end as somebody wished, the share that failed: 0 to 1. */
    ERROR_RATE("SUM(failed) / NULLIF(SUM(completed + failed), 0)"),
    /** How many people; those who were erased are not among them. */
    USERS("COUNT(DISTINCT user_id)"),
    LATENCY_AVERAGE("SUM(latency_ms) / NULLIF(SUM(completed), 0)"),
    QUEUE_AVERAGE("SUM(queue_ms) / NULLIF(SUM(queue_count), 0)"),
    FIRST_TOKEN_AVERAGE("SUM(first_token_ms) / NULLIF(SUM(first_token_count), 0)"),
    LATENCY_P50(50),
    LATENCY_P95(95),
    LATENCY_P99(99),
    FIRST_TOKEN_P50(50),
    FIRST_TOKEN_P95(95),
    FIRST_TOKEN_P99(99);

    private final @Nullable String sql;
    private final double percent;

    UsageMeasure(String sql) {
        this.sql = sql;
        this.percent = 0;
    }

    UsageMeasure(double percent) {
        this.sql = null;
        this.percent = percent;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Read from a sketch; null for what is. */
    @Nullable
    String sql() {
        return sql;
    }

    boolean isPercentile() {
        return sql == null;
    }

    double percent() {
        return percent;
    }

    /** Of percentiles: whether they are about the first token. */
    boolean ofFirstToken() {
        return name().startsWith("FIRST_TOKEN");
    }

    /** Whether it counts something, and is 0 where there is nothing. */
    boolean isCount() {
        return sql != null && !sql.contains("/");
    }

    /** Whether people must be told apart for it. */
    boolean countsPeople() {
        return this == USERS;
    }
}
