/** Full-text search in the caller's own messages: an index that follows the events of sessions, read through a view. */
@NullMarked
package de.lopezitwelt.chat.search;

import org.jspecify.annotations.NullMarked;
