/** The growing text of one reply in memory, and its listeners, each served at its own pace. */
@NullMarked
package de.lopezitwelt.chat.reply.stream;

import org.jspecify.annotations.NullMarked;
