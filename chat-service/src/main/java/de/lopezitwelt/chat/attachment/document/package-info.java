/** Reads the text of PDF and Office documents, in a separate process with little memory and time. */
@NullMarked
package de.lopezitwelt.chat.attachment.document;

import org.jspecify.annotations.NullMarked;
