/** Tries agents, published or not, without storing anything. */
@NullMarked
package de.lopezitwelt.chat.trial;

import org.jspecify.annotations.NullMarked;
