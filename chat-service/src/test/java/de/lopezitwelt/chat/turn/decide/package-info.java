@NullMarked
package de.lopezitwelt.chat.turn.decide;

import org.jspecify.annotations.NullMarked;
