/** What chat stores, in figures, for comparison with what analytics has folded. */
@NullMarked
package de.lopezitwelt.chat.tally;

import org.jspecify.annotations.NullMarked;
