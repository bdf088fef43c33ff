/** The bodies of requests that start or change a subscription. */
@NullMarked
package de.lopezitwelt.orgbilling.subscription.request;

import org.jspecify.annotations.NullMarked;
