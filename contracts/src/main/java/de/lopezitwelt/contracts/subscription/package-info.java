/** Events of subscriptions, keyed by subscription id, and the entitlements that follow from them. */
@NullMarked
package de.lopezitwelt.contracts.subscription;

import org.jspecify.annotations.NullMarked;
