/** How long conversations are kept, and removing them when that time is over. */
@NullMarked
package de.lopezitwelt.chat.retention;

import org.jspecify.annotations.NullMarked;
