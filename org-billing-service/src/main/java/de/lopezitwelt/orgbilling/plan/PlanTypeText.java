package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class PlanTypeText extends WireEnumColumn<PlanType> {
    public PlanTypeText() {
        super(PlanType.class);
    }
}
