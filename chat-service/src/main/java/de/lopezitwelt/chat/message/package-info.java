/** Reads messages. */
@NullMarked
package de.lopezitwelt.chat.message;

import org.jspecify.annotations.NullMarked;
