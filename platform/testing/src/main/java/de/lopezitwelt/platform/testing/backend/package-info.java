/** Provides tests with MySQL and Kafka. */
@NullMarked
package de.lopezitwelt.platform.testing.backend;

import org.jspecify.annotations.NullMarked;
