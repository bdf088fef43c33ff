/**
 * The HTTP resources of messages: posting, listing, editing and regenerating them, answered as a stream or in one
 * piece.
 */
@NullMarked
package de.lopezitwelt.chat.reply.api;

import org.jspecify.annotations.NullMarked;
