package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.PlanType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
public class PlanTypeText implements AttributeConverter<PlanType, String> {
    @Override
    public String convertToDatabaseColumn(PlanType value) {
        return value.wireName();
    }

    @Override
    public PlanType convertToEntityAttribute(String text) {
        return PlanType.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
