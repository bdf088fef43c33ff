/** What all repositories of chat share: reads as one user, through views that show nobody else's rows, and statements over many rows. */
@NullMarked
package de.lopezitwelt.chat.sql;

import org.jspecify.annotations.NullMarked;
