package de.lopezitwelt.chat.usage;

import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a call used, in this service's terms.
 *
 * @param asked catalog name of the model that was to answer
 * @param model catalog name of the model that answered
 * @param provider null when the model left the catalog
 * @param price of the model that answered
 */
public record CallUse(String asked, String model, @Nullable String provider, Usage usage, Price price) {
    /** Digits after the point of a cost in an event: a thousandth of what budgets count in. */
    private static final int SCALE = 12;

    private static final int VERSION_BYTES = 4;

    /** As an event tells it. */
    public ReplyUse during(CallTimes times) {
        return new ReplyUse(
                model,
                provider,
                asked.equals(model) ? null : asked,
                usage.promptTokens(),
                usage.completionTokens(),
                orNull(usage.cachedTokens()),
                orNull(usage.cacheWriteTokens()),
                orNull(usage.reasoningTokens()),
                usage.estimated(),
                shown(price.cost(usage)),
                price.currency(),
                versionOf(price),
                times.queue(),
                times.firstToken(),
                times.total());
    }

    private static @Nullable Long orNull(int tokens) {
        return tokens == 0 ? null : (long) tokens;
    }

    private static BigDecimal shown(BigDecimal exact) {
        BigDecimal rounded = exact.setScale(SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** The same text for the same rates in the same currency: catalogs have prices, but no versions of them. */
    static String versionOf(Price price) {
        String rates = Stream.of(
                        price.inputPerMillion(),
                        price.outputPerMillion(),
                        price.cachedInputPerMillion(),
                        price.cacheWritePerMillion(),
                        price.reasoningPerMillion())
                .map(rate -> rate == null ? "" : rate.stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(":"));
        byte[] digest = Sha256.of(rates + ':' + price.currency());
        return HexFormat.of().formatHex(Arrays.copyOf(digest, VERSION_BYTES));
    }
}
