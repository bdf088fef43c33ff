/**
 * Starts a reply: prepares the turn, commits its beginning together with the reservation, and hands it to {@code run}.
 * Also appends messages without a reply, and opens branches.
 */
@NullMarked
package de.lopezitwelt.chat.reply.start;

import org.jspecify.annotations.NullMarked;
