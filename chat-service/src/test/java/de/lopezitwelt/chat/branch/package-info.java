/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.chat.branch;

import org.jspecify.annotations.NullMarked;
