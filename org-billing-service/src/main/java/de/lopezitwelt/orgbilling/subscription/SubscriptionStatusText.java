package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class SubscriptionStatusText extends WireEnumColumn<SubscriptionStatus> {
    SubscriptionStatusText() {
        super(SubscriptionStatus.class);
    }
}
