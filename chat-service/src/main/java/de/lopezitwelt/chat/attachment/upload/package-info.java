/** The body of an upload: the file as it is, or a form with the file in it. */
@NullMarked
package de.lopezitwelt.chat.attachment.upload;

import org.jspecify.annotations.NullMarked;
