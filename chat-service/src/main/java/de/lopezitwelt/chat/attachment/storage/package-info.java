/** Where the bytes of files are kept. */
@NullMarked
package de.lopezitwelt.chat.attachment.storage;

import org.jspecify.annotations.NullMarked;
