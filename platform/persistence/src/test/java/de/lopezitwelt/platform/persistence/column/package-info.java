/** Partitions of years to come and of years gone by. */
@NullMarked
package de.lopezitwelt.platform.persistence.column;

import org.jspecify.annotations.NullMarked;
