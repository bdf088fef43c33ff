package de.lopezitwelt.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Usage USED = new Usage(1_000_000, 100_000, false, 600_000, 300_000, 40_000);

    private static BigDecimal amount(String value) {
        return new BigDecimal(value);
    }

    @Test
    void eachKindOfTokensCostsItsOwnRate() {
        Price price = new Price(amount("2"), amount("10"), amount("0.2"), amount("2.5"), amount("20"), "EUR");

        // 100,000 at 2, 600,000 at 0.2, 300,000 at 2.5, 60,000 at 10, 40,000 at 20
        assertThat(price.cost(USED)).isEqualByComparingTo("2.47");
    }

    @Test
    void kindsWithoutARateOfTheirOwnCostWhatOthersDo() {
        Price price = new Price(amount("2"), amount("10"), "EUR");

        assertThat(price.cost(USED)).isEqualByComparingTo(price.cost(1_000_000, 100_000));
        assertThat(price.most(1_000_000, 100_000)).isEqualByComparingTo("3");
    }

    @Test
    void theBoundHoldsWhateverKindTheTokensAre() {
        Price price = new Price(amount("2"), amount("10"), amount("0.2"), amount("2.5"), amount("20"), "EUR");

        assertThat(price.most(1_000_000, 100_000)).isEqualByComparingTo("4.5");
    }

    @Test
    void moreCachedTokensThanAllCostNoMoreThanAll() {
        Price price = new Price(amount("2"), amount("10"), amount("1"), amount("2.5"), null, "EUR");

        assertThat(price.cost(new Usage(100, 0, false, 5_000_000, 5_000_000, 9_000_000)))
                .isEqualByComparingTo("0.0001");
    }
}
