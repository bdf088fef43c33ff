package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class PlanTypeText extends WireEnumColumn<PlanType> {
    PlanTypeText() {
        super(PlanType.class);
    }
}
