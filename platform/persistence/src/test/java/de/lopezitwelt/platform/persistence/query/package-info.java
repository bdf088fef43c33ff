/** Partitions of years to come and of years gone by. */
@NullMarked
package de.lopezitwelt.platform.persistence.query;

import org.jspecify.annotations.NullMarked;
