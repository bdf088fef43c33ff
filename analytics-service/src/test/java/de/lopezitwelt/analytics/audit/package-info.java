/** Tests of audit on real MySQL and Kafka. */
@NullMarked
package de.lopezitwelt.analytics.audit;

import org.jspecify.annotations.NullMarked;
