/** Streams that every service writes to. The id of such an event is the id of the row that it becomes. */
@NullMarked
package de.lopezitwelt.platform.messaging.stream;

import org.jspecify.annotations.NullMarked;
