/** Migrations as a step of their own, and services that wait for it. */
@NullMarked
package de.lopezitwelt.platform.persistence.schema;

import org.jspecify.annotations.NullMarked;
