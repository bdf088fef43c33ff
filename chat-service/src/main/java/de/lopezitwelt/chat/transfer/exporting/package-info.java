/** Writes a user's sessions as JSON or Markdown. */
@NullMarked
package de.lopezitwelt.chat.transfer.exporting;

import org.jspecify.annotations.NullMarked;
