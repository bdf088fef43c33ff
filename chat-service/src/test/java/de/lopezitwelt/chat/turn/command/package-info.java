@NullMarked
package de.lopezitwelt.chat.turn.command;

import org.jspecify.annotations.NullMarked;
