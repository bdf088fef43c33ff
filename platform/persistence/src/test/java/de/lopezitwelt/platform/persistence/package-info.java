/** Ids against their standard; pools, Flyway and Hibernate Reactive together against a real MySQL. */
@NullMarked
package de.lopezitwelt.platform.persistence;

import org.jspecify.annotations.NullMarked;
