package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.BillingCycle;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
public class BillingCycleText implements AttributeConverter<BillingCycle, String> {
    @Override
    public String convertToDatabaseColumn(BillingCycle value) {
        return value.wireName();
    }

    @Override
    public BillingCycle convertToEntityAttribute(String text) {
        return BillingCycle.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
