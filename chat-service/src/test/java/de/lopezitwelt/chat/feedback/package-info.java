/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.chat.feedback;

import org.jspecify.annotations.NullMarked;
