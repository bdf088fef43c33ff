package de.lopezitwelt.auth.login.throttle;

import java.time.Duration;

/**
 * @param accountFailures failed attempts of one account before it is locked
 * @param firstLock how long the first lock lasts; each further failure doubles it
 * @param longestLock where doubling ends
 * @param forgetAfter after this time without an attempt an account's failures are forgotten
 * @param longestDecision after this time an attempt that was not decided has died with its instance
 * @param addressFailures failed attempts from one address within {@code addressWindow}
 */
record ThrottleLimits(
        int accountFailures,
        Duration firstLock,
        Duration longestLock,
        Duration forgetAfter,
        Duration longestDecision,
        int addressFailures,
        Duration addressWindow) {}
