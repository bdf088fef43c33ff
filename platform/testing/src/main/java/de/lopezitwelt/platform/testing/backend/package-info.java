/** Where tests get their MySQL and Kafka from. */
@NullMarked
package de.lopezitwelt.platform.testing.backend;

import org.jspecify.annotations.NullMarked;
