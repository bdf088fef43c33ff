package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;

/** What users and organizations may use that never subscribed to anything. */
public interface DefaultLimits {
    EntitlementLimits limits();

    /** A digest of the limits of all plans: another one means that entitlements made from them are out of date. */
    String terms();
}
