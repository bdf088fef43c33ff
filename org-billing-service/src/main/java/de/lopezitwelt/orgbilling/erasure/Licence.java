package de.lopezitwelt.orgbilling.erasure;

/** A licence of an agent that is gone. */
record Licence(String id, String organizationId) {}
