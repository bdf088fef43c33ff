/** Answers that are sent piece by piece, as fast as the client takes them: streams of events, exports, downloads. */
@NullMarked
package de.lopezitwelt.chat.delivery;

import org.jspecify.annotations.NullMarked;
