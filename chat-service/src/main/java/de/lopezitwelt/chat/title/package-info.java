/** Titles made by a model after a session's first exchange. */
@NullMarked
package de.lopezitwelt.chat.title;

import org.jspecify.annotations.NullMarked;
