/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.chat.tally;

import org.jspecify.annotations.NullMarked;
