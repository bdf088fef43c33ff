package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;

/** What users and organizations may use that never subscribed to anything. */
public interface DefaultLimits {
    EntitlementLimits limits();
}
