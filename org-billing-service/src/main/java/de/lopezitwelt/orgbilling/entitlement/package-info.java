/** What a user, an organization or an enterprise agent may use, published for the services that enforce it. */
@NullMarked
package de.lopezitwelt.orgbilling.entitlement;

import org.jspecify.annotations.NullMarked;
