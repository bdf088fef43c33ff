/** Tests of activity on real MySQL and Kafka. */
@NullMarked
package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.NullMarked;
