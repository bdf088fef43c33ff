package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.lopezitwelt.contracts.subscription.EntitlementState;

/** An entitlement as the state topic carries it, with its version; 0 before anything was published. */
public record EntitlementSnapshot(@JsonUnwrapped EntitlementState state, long version) {}
