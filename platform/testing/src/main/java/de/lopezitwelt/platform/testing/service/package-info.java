/** Stand-ins for the other services, which answer the {@code /internal} reads of the service under test. */
@NullMarked
package de.lopezitwelt.platform.testing.service;

import org.jspecify.annotations.NullMarked;
