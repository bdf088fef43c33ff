/** Settings of files, of reading them and of where they are kept. */
@NullMarked
package de.lopezitwelt.chat.attachment.config;

import org.jspecify.annotations.NullMarked;
