/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.analytics.reconciliation;

import org.jspecify.annotations.NullMarked;
