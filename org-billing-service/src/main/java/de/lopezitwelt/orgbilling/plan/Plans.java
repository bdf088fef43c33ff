package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.orgbilling.entitlement.DefaultLimits;
import jakarta.enterprise.context.ApplicationScoped;

/** The plan table as configured, read once. */
@ApplicationScoped
public class Plans implements DefaultLimits {
    private final PlanTable table;

    Plans(PlanConfig config) {
        this.table = PlanTable.of(config);
    }

    public PlanTable table() {
        return table;
    }

    public Plan plan(PlanType type) {
        return table.plan(type);
    }

    @Override
    public EntitlementLimits limits() {
        return plan(PlanType.FREE).limits();
    }

    @Override
    public String terms() {
        return table.terms();
    }
}
