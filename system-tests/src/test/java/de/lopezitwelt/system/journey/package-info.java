/** The main paths through all services, as people, operators and the README take them. */
@NullMarked
package de.lopezitwelt.system.journey;

import org.jspecify.annotations.NullMarked;
