/** Events that a group could not fold: put aside, counted as gaps, and sent again. */
@NullMarked
package de.lopezitwelt.platform.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
