/** Tenants, their people, licensed agents, plans and what follows from them. */
@NullMarked
package de.lopezitwelt.orgbilling;

import org.jspecify.annotations.NullMarked;
