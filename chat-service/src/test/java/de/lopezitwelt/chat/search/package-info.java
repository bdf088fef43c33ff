/** Tests of which messages are found, by which users, and what a deletion removes. */
@NullMarked
package de.lopezitwelt.chat.search;

import org.jspecify.annotations.NullMarked;
