/** Conditions that a caller may leave out. */
@NullMarked
package de.lopezitwelt.platform.persistence.query;

import org.jspecify.annotations.NullMarked;
