/** Settings of files: limits, reading and storage. */
@NullMarked
package de.lopezitwelt.chat.attachment.config;

import org.jspecify.annotations.NullMarked;
