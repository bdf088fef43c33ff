package de.lopezitwelt.runtime.catalog;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a model's tokens cost.
 *
 * @param currency ISO 4217
 */
public record Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion, String currency) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    public static Price free(String currency) {
        return new Price(BigDecimal.ZERO, BigDecimal.ZERO, currency);
    }

    /** Exact cost, unrounded. */
    public BigDecimal cost(long inputTokens, long outputTokens) {
        return inputPerMillion
                .multiply(BigDecimal.valueOf(inputTokens))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(outputTokens)))
                .divide(MILLION, MathContext.DECIMAL128);
    }
}
