/** The row of an organization, as the features see it that change what belongs to the organization. */
@NullMarked
package de.lopezitwelt.orgbilling.tenant;

import org.jspecify.annotations.NullMarked;
