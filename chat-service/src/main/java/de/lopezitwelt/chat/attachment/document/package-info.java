/** What PDF and Office documents say, read by a process of its own that is given little memory and time. */
@NullMarked
package de.lopezitwelt.chat.attachment.document;

import org.jspecify.annotations.NullMarked;
