/** Events that a group could not fold: they are put aside, counted as gaps, and can be sent again. */
@NullMarked
package de.lopezitwelt.platform.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
