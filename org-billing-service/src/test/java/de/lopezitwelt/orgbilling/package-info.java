/** Tests across the features of org-billing-service. */
@NullMarked
package de.lopezitwelt.orgbilling;

import org.jspecify.annotations.NullMarked;
