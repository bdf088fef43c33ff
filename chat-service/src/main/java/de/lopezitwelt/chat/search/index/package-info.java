/** Which words of a message are found, and the table that holds them. */
@NullMarked
package de.lopezitwelt.chat.search.index;

import org.jspecify.annotations.NullMarked;
