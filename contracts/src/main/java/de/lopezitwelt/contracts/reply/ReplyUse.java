package de.lopezitwelt.contracts.reply;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a reply used. Times are in milliseconds since the request arrived.
 *
 * @param model catalog name of the model that answered
 * @param provider catalog name of its provider; null when the model left the catalog meanwhile
 * @param fallbackFor the model that was to answer first; null when it did
 * @param inputTokens all of the prompt's
 * @param outputTokens all of the answer's
 * @param cachedTokens of the prompt's, those read from the provider's cache; null for none
 * @param cacheWriteTokens of the prompt's, those written to the provider's cache; null for none
 * @param reasoningTokens of the answer's, those the model thought; null for none
 * @param estimated whether our own counter was used, because the provider reported no tokens
 * @param cost at most 12 digits after the point
 * @param currency ISO 4217
 * @param priceVersion the same for the same rates of all kinds of tokens in the same currency
 * @param queueMs until the model was sent its prompt; null when it was not, or nobody knows
 * @param firstTokenMs until the first piece of the answer or of the model's thoughts came; null as above
 * @param totalMs until the end
 */
public record ReplyUse(
        String model,
        @Nullable String provider,
        @Nullable String fallbackFor,
        long inputTokens,
        long outputTokens,
        @Nullable Long cachedTokens,
        @Nullable Long cacheWriteTokens,
        @Nullable Long reasoningTokens,
        boolean estimated,
        BigDecimal cost,
        String currency,
        String priceVersion,
        @Nullable Long queueMs,
        @Nullable Long firstTokenMs,
        long totalMs) {}
