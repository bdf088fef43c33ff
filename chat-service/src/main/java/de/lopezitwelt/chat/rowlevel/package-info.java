/** Reads as one user, through views that show no rows of other users. */
@NullMarked
package de.lopezitwelt.chat.rowlevel;

import org.jspecify.annotations.NullMarked;
