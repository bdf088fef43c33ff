package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
class SubscriptionStatusText implements AttributeConverter<SubscriptionStatus, String> {
    @Override
    public String convertToDatabaseColumn(SubscriptionStatus value) {
        return value.wireName();
    }

    @Override
    public SubscriptionStatus convertToEntityAttribute(String text) {
        return SubscriptionStatus.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
