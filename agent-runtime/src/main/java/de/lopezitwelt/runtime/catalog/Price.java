package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.model.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The price of a model's tokens.
 *
 * @param cachedInputPerMillion tokens read from the provider's cache; null when they cost what others do
 * @param cacheWritePerMillion tokens written to the provider's cache; null when they cost what others do
 * @param reasoningPerMillion tokens the model thought; null when they cost what others do
 * @param currency ISO 4217
 */
public record Price(
        BigDecimal inputPerMillion,
        BigDecimal outputPerMillion,
        @Nullable BigDecimal cachedInputPerMillion,
        @Nullable BigDecimal cacheWritePerMillion,
        @Nullable BigDecimal reasoningPerMillion,
        String currency) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    public Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion, String currency) {
        this(inputPerMillion, outputPerMillion, null, null, null, currency);
    }

    public static Price free(String currency) {
        return new Price(BigDecimal.ZERO, BigDecimal.ZERO, currency);
    }

    public boolean isFree() {
        return Stream.of(
                        inputPerMillion,
                        outputPerMillion,
                        cachedInputPerMillion,
                        cacheWritePerMillion,
                        reasoningPerMillion)
                .allMatch(amount -> amount == null || amount.signum() == 0);
    }

    /** The same in another currency; amounts are exact. */
    public Price times(BigDecimal rate, String otherCurrency) {
        return new Price(
                inputPerMillion.multiply(rate),
                outputPerMillion.multiply(rate),
                timesOrNull(cachedInputPerMillion, rate),
                timesOrNull(cacheWritePerMillion, rate),
                timesOrNull(reasoningPerMillion, rate),
                otherCurrency);
    }

    private static @Nullable BigDecimal timesOrNull(@Nullable BigDecimal amount, BigDecimal rate) {
        return amount == null ? null : amount.multiply(rate);
    }

    /** Exact cost, unrounded, of tokens whose kinds are not known. */
    public BigDecimal cost(long inputTokens, long outputTokens) {
        return sum(inputPerMillion, inputTokens, outputPerMillion, outputTokens);
    }

    /** Exact cost, unrounded, each kind of tokens by its own rate. */
    public BigDecimal cost(Usage usage) {
        long cached = Math.min(usage.cachedTokens(), usage.promptTokens());
        long written = Math.min(usage.cacheWriteTokens(), usage.promptTokens() - cached);
        long thought = Math.min(usage.reasoningTokens(), usage.completionTokens());
        BigDecimal plain = cost(usage.promptTokens() - cached - written, usage.completionTokens() - thought);
        BigDecimal caching = sum(
                or(cachedInputPerMillion, inputPerMillion), cached, or(cacheWritePerMillion, inputPerMillion), written);
        return plain.add(caching).add(sum(or(reasoningPerMillion, outputPerMillion), thought, BigDecimal.ZERO, 0));
    }

    /** The highest possible cost of these tokens, for any mix of kinds. */
    public BigDecimal most(long inputTokens, long outputTokens) {
        BigDecimal input = or(cachedInputPerMillion, inputPerMillion).max(or(cacheWritePerMillion, inputPerMillion));
        return sum(
                inputPerMillion.max(input),
                inputTokens,
                outputPerMillion.max(or(reasoningPerMillion, outputPerMillion)),
                outputTokens);
    }

    private static BigDecimal or(@Nullable BigDecimal own, BigDecimal general) {
        return own == null ? general : own;
    }

    private static BigDecimal sum(BigDecimal rate, long tokens, BigDecimal otherRate, long otherTokens) {
        return rate.multiply(BigDecimal.valueOf(tokens))
                .add(otherRate.multiply(BigDecimal.valueOf(otherTokens)))
                .divide(MILLION, MathContext.DECIMAL128);
    }
}
