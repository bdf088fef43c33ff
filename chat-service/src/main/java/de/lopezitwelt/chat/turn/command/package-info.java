/**
 * The commands for committing a turn, and their outcomes. A turn is committed twice: once when it begins, with the
 * user's messages and the reply's row, and once when its reply ends, with the agent's message.
 */
@NullMarked
package de.lopezitwelt.chat.turn.command;

import org.jspecify.annotations.NullMarked;
