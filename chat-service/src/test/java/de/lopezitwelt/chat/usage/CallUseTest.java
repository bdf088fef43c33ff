package de.lopezitwelt.chat.usage;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.reply.store.Pricing;
import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallUseTest {
    private static final CallTimes TIMES = new CallTimes(5L, 40L, 90);

    @Test
    void eachKindOfTokensIsToldAndChargedByItsOwnRate() {
        ReplyUse use = new CallUse(
                        "big", "big", "acme", new Usage(1_000, 200, false, 600, 100, 50), price("3", "0.3", "EUR"))
                .during(TIMES);

        assertThat(use.inputTokens()).isEqualTo(1_000);
        assertThat(use.outputTokens()).isEqualTo(200);
        assertThat(use.cachedTokens()).isEqualTo(600);
        assertThat(use.cacheWriteTokens()).isEqualTo(100);
        assertThat(use.reasoningTokens()).isEqualTo(50);
        // 300 x 3 + 600 x 0.3 + 100 x 3 + 200 x 10, each in millionths
        assertThat(use.cost()).isEqualByComparingTo("0.00338");
        assertThat(use.currency()).isEqualTo("EUR");
        assertThat(use.queueMs()).isEqualTo(5);
        assertThat(use.firstTokenMs()).isEqualTo(40);
        assertThat(use.totalMs()).isEqualTo(90);
        assertThat(use.fallbackFor()).isNull();
    }

    @Test
    void kindsOfTokensThatDidNotOccurAreLeftOut() {
        ReplyUse use = new CallUse("big", "big", "acme", new Usage(1, 1, true), price("3", null, "EUR")).during(TIMES);

        assertThat(use.cachedTokens()).isNull();
        assertThat(use.cacheWriteTokens()).isNull();
        assertThat(use.reasoningTokens()).isNull();
        assertThat(use.estimated()).isTrue();
    }

    @Test
    void fallbackNamesTheModelThatWasToAnswer() {
        ReplyUse use = new CallUse("big", "small", "acme", Usage.NONE, price("3", null, "EUR")).during(TIMES);

        assertThat(use.model()).isEqualTo("small");
        assertThat(use.fallbackFor()).isEqualTo("big");
    }

    @Test
    void costHasTwelveDigitsAtMostAndNoExponent() {
        Price odd = new Price(new BigDecimal("0.3333333333"), BigDecimal.ZERO, "EUR");
        Price dear = new Price(new BigDecimal("10000000"), BigDecimal.ZERO, "EUR");

        assertThat(new CallUse("m", "m", null, new Usage(1, 0, false), odd)
                        .during(TIMES)
                        .cost())
                .isEqualTo(new BigDecimal("0.000000333333"));
        assertThat(new CallUse("m", "m", null, new Usage(10, 0, false), dear)
                        .during(TIMES)
                        .cost())
                .isEqualTo(new BigDecimal("100"));
    }

    @Test
    void versionFollowsRatesAndCurrencyAndNotHowTheyAreWritten() {
        String version = CallUse.versionOf(price("3", null, "EUR"));

        assertThat(version).hasSize(8).isEqualTo(CallUse.versionOf(price("3.00", null, "EUR")));
        assertThat(CallUse.versionOf(price("3.01", null, "EUR"))).isNotEqualTo(version);
        assertThat(CallUse.versionOf(price("3", null, "USD"))).isNotEqualTo(version);
        assertThat(CallUse.versionOf(price("3", "3", "EUR"))).isNotEqualTo(version);
    }

    @Test
    void priceThatAReplysRowKeepsHasTheSameVersion() {
        Price price = price("3", "0.3", "EUR");

        assertThat(Pricing.read(Pricing.write(price))).isEqualTo(price);
        assertThat(Pricing.read(Pricing.write(price("3", null, "USD")))).isEqualTo(price("3", null, "USD"));
    }

    private static Price price(String input, @Nullable String cached, String currency) {
        return new Price(
                new BigDecimal(input),
                BigDecimal.TEN,
                cached == null ? null : new BigDecimal(cached),
                cached == null ? null : new BigDecimal(input),
                null,
                currency);
    }
}
