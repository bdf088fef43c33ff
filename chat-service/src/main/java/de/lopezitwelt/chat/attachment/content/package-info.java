/** What a file is, by its content, and what models can read of it. */
@NullMarked
package de.lopezitwelt.chat.attachment.content;

import org.jspecify.annotations.NullMarked;
