package de.lopezitwelt.orgbilling.plan;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanConfigTest {
    private static final List<String> PLANS = List.of("free", "basic", "premium", "enterprise");

    @Test
    void limitsThatAreNotSetAreUnlimited() {
        PlanConfig usual = defaults(PlanConfig.class, prices());

        assertThat(usual.currency()).isEqualTo("EUR");
        assertThat(usual.approval()).isEqualTo(Approval.ADMIN);
        assertThat(usual.expireEvery()).isEqualTo(Duration.ofSeconds(60));
        for (PlanConfig.Terms terms : List.of(usual.free(), usual.basic(), usual.premium(), usual.enterprise())) {
            assertThat(terms.messagesPerDay()).isEmpty();
            assertThat(terms.tokensPerMonth()).isEmpty();
            assertThat(terms.costPerMonth()).isEmpty();
        }
    }

    @Test
    void everyKeyIsRead() {
        var every = new HashMap<>(prices());
        every.put("currency", "CHF");
        every.put("expire-every", "5S");
        every.put("approval", "none");
        PLANS.forEach(plan -> {
            every.put(plan + ".messages-per-day", String.valueOf(PLANS.indexOf(plan) + 30));
            every.put(plan + ".tokens-per-month", String.valueOf(PLANS.indexOf(plan) + 40));
            every.put(plan + ".cost-per-month", PLANS.indexOf(plan) + 50 + ".5");
        });

        PlanConfig own = full(PlanConfig.class, every);

        assertThat(own.currency()).isEqualTo("CHF");
        assertThat(own.approval()).isEqualTo(Approval.NONE);
        assertThat(own.expireEvery()).isEqualTo(Duration.ofSeconds(5));
        List<PlanConfig.Terms> terms = List.of(own.free(), own.basic(), own.premium(), own.enterprise());
        for (int i = 0; i < terms.size(); i++) {
            assertThat(terms.get(i).monthly()).isEqualTo(BigDecimal.valueOf(i + 10));
            assertThat(terms.get(i).yearly()).isEqualTo(BigDecimal.valueOf(i + 20));
            assertThat(terms.get(i).messagesPerDay()).contains(i + 30L);
            assertThat(terms.get(i).tokensPerMonth()).contains(i + 40L);
            assertThat(terms.get(i).costPerMonth()).contains(new BigDecimal(i + 50 + ".5"));
        }
    }

    @Test
    void anotherLimitMakesOtherTermsAndAnotherPriceDoesNot() {
        String usual = terms("free.messages-per-day", "30");

        assertThat(terms("free.messages-per-day", "30")).isEqualTo(usual);
        assertThat(terms("basic.monthly", "99")).isEqualTo(terms("basic.monthly", "10"));
        assertThat(terms("free.messages-per-day", "31")).isNotEqualTo(usual);
    }

    private static String terms(String key, String value) {
        var all = new HashMap<>(prices());
        all.put(key, value);
        return PlanTable.of(defaults(PlanConfig.class, all)).terms();
    }

    private static Map<String, String> prices() {
        var prices = new HashMap<String, String>();
        PLANS.forEach(plan -> {
            prices.put(plan + ".monthly", String.valueOf(PLANS.indexOf(plan) + 10));
            prices.put(plan + ".yearly", String.valueOf(PLANS.indexOf(plan) + 20));
        });
        return prices;
    }
}
