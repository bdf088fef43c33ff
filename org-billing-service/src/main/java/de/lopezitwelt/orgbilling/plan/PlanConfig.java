package de.lopezitwelt.orgbilling.plan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Prices and limits of the plans. A limit that is not set is unlimited. */
@ConfigMapping(prefix = "lopez.billing")
public interface PlanConfig {
    /** ISO 4217 currency of every amount. */
    @WithDefault("EUR")
    @NotBlank
    @Pattern(regexp = "[A-Z]{3}")
    String currency();

    /** Who lets a subscription begin that costs something: {@code admin} or {@code none}. */
    @WithDefault("admin")
    Approval approval();

    /** How often ended subscriptions are looked for. */
    @WithDefault("PT60S")
    Duration expireEvery();

    Terms free();

    Terms basic();

    Terms premium();

    Terms enterprise();

    /** One plan's terms. */
    interface Terms {
        /** Price of a month. */
        @DecimalMin("0")
        BigDecimal monthly();

        /** Price of a year. */
        @DecimalMin("0")
        BigDecimal yearly();

        /** User messages per UTC day. */
        Optional<@Min(0) Long> messagesPerDay();

        /** Tokens of prompts and replies per calendar month (UTC). */
        Optional<@Min(0) Long> tokensPerMonth();

        /** Model cost per calendar month (UTC). */
        Optional<@DecimalMin("0") BigDecimal> costPerMonth();
    }
}
