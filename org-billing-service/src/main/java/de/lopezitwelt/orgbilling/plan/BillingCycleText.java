package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class BillingCycleText extends WireEnumColumn<BillingCycle> {
    public BillingCycleText() {
        super(BillingCycle.class);
    }
}
