/** Work that one instance at a time does now and then. */
@NullMarked
package de.lopezitwelt.platform.messaging.upkeep;

import org.jspecify.annotations.NullMarked;
