/** Compares what Flyway made of a service's schema with the specification, fact by fact. */
@NullMarked
package de.lopezitwelt.platform.testing.schema;

import org.jspecify.annotations.NullMarked;
