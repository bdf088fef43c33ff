/**
 * The two transactions of a turn, each written for many callers at once: the first stores the user's message, the
 * second ends the reply.
 */
@NullMarked
package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.NullMarked;
