/** Helpers for statements over many rows. */
@NullMarked
package de.lopezitwelt.chat.sql;

import org.jspecify.annotations.NullMarked;
