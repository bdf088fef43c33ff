/** Periodic work that one instance at a time does. */
@NullMarked
package de.lopezitwelt.platform.messaging.upkeep;

import org.jspecify.annotations.NullMarked;
