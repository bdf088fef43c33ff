/** The two transactions of a turn, written for many callers at once: a message comes in, a reply goes out. */
@NullMarked
package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.NullMarked;
