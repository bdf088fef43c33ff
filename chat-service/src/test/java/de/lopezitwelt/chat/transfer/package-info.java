/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.chat.transfer;

import org.jspecify.annotations.NullMarked;
