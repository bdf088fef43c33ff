/** What statements over many rows have in common. */
@NullMarked
package de.lopezitwelt.chat.sql;

import org.jspecify.annotations.NullMarked;
