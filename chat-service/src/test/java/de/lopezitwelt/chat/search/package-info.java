/** What is found, by whom, and what is gone after a deletion. */
@NullMarked
package de.lopezitwelt.chat.search;

import org.jspecify.annotations.NullMarked;
