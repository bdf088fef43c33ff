/** Tables in partitions by year: next year's ahead of time, old ones dropped. */
@NullMarked
package de.lopezitwelt.platform.persistence.partition;

import org.jspecify.annotations.NullMarked;
