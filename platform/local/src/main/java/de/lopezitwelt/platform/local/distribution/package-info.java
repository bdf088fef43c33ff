/** MySQL and Kafka as Maven artifacts: fetched through the Maven on the PATH, unpacked once for all. */
@NullMarked
package de.lopezitwelt.platform.local.distribution;

import org.jspecify.annotations.NullMarked;
