@NullMarked
package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.NullMarked;
