/** Decides a batch of commands against the rows that were loaded for it: plain rules, without a database. */
@NullMarked
package de.lopezitwelt.chat.turn.decide;

import org.jspecify.annotations.NullMarked;
