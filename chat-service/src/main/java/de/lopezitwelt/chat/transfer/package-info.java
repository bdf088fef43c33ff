/** Taking sessions out, as JSON or Markdown, and bringing them back in. */
@NullMarked
package de.lopezitwelt.chat.transfer;

import org.jspecify.annotations.NullMarked;
