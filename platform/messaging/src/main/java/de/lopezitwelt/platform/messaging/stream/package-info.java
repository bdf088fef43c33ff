/** Streams every service writes to; the id of such an event is the id of the row it becomes. */
@NullMarked
package de.lopezitwelt.platform.messaging.stream;

import org.jspecify.annotations.NullMarked;
