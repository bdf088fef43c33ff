/** Files that users add to their messages. */
@NullMarked
package de.lopezitwelt.chat.attachment;

import org.jspecify.annotations.NullMarked;
