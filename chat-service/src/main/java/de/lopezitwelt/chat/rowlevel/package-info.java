/** Reads as one user, through views that show nothing of others. */
@NullMarked
package de.lopezitwelt.chat.rowlevel;

import org.jspecify.annotations.NullMarked;
