/** Titles that a model makes after a session's first turn. */
@NullMarked
package de.lopezitwelt.chat.title;

import org.jspecify.annotations.NullMarked;
