/** Organizations: the tenants of the platform. */
@NullMarked
package de.lopezitwelt.orgbilling.organization;

import org.jspecify.annotations.NullMarked;
