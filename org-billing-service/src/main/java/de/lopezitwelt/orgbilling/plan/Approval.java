package de.lopezitwelt.orgbilling.plan;

/** Who lets a subscription begin that costs something. */
public enum Approval {
    /** An administrator of the platform, for each. */
    ADMIN,
    /** Nobody: every plan can be taken at once. */
    NONE
}
