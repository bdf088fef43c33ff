/** Compares the schema that Flyway has made for a service with the specification, fact by fact. */
@NullMarked
package de.lopezitwelt.platform.testing.schema;

import org.jspecify.annotations.NullMarked;
