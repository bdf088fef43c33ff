package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.persistence.Sha256;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;

/** Every plan that can be bought. */
public final class PlanTable {
    private static final int DECIMALS = 2;

    private final Map<PlanType, Plan> plans = new EnumMap<>(PlanType.class);

    private PlanTable() {}

    public static PlanTable of(PlanConfig config) {
        var table = new PlanTable();
        for (PlanType type : PlanType.values()) {
            var terms = switch (type) {
                case FREE -> config.free();
                case BASIC -> config.basic();
                case PREMIUM -> config.premium();
                case ENTERPRISE -> config.enterprise();
            };
            table.plans.put(type, plan(type, terms, config.currency()));
        }
        return table;
    }

    private static Plan plan(PlanType type, PlanConfig.Terms terms, String currency) {
        var limits = new EntitlementLimits(
                terms.messagesPerDay().orElse(null),
                terms.tokensPerMonth().orElse(null),
                terms.costPerMonth().orElse(null),
                currency);
        return new Plan(type, money(terms.monthly()), money(terms.yearly()), currency, limits);
    }

    /** A digest of what the plans allow; prices do not count. */
    public String terms() {
        var text = new StringBuilder();
        plans.values().forEach(plan -> text.append(plan.type()).append(plan.limits()));
        return Sha256.hex(text.toString());
    }

    /** @throws ArithmeticException when the amount has fractions of a cent */
    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    public Plan plan(PlanType type) {
        Plan plan = plans.get(type);
        if (plan == null) {
            throw new IllegalStateException("no plan " + type);
        }
        return plan;
    }
}
