/** Plans and the life cycle of subscriptions. */
@NullMarked
package de.lopezitwelt.orgbilling.subscription;

import org.jspecify.annotations.NullMarked;
