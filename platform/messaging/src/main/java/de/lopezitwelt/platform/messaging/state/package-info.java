/** Compacted topics read whole into the memory of every instance. */
@NullMarked
package de.lopezitwelt.platform.messaging.state;

import org.jspecify.annotations.NullMarked;
