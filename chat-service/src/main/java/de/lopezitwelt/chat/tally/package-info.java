/** What chat stores, in numbers, for comparison with what was folded elsewhere. */
@NullMarked
package de.lopezitwelt.chat.tally;

import org.jspecify.annotations.NullMarked;
