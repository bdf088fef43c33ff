/** Stand-ins for the other services, for the {@code /internal} reads of the one under test. */
@NullMarked
package de.lopezitwelt.platform.testing.service;

import org.jspecify.annotations.NullMarked;
