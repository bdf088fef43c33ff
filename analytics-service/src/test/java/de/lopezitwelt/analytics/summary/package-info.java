/** Tests of summary on real MySQL and Kafka. */
@NullMarked
package de.lopezitwelt.analytics.summary;

import org.jspecify.annotations.NullMarked;
