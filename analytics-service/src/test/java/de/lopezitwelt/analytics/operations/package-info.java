/** Tests of operations on real MySQL and Kafka. */
@NullMarked
package de.lopezitwelt.analytics.operations;

import org.jspecify.annotations.NullMarked;
