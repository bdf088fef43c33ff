package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class BillingCycleText extends WireEnumColumn<BillingCycle> {
    BillingCycleText() {
        super(BillingCycle.class);
    }
}
