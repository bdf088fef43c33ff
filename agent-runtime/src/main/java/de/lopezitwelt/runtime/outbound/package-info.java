/** Which addresses this platform may call. */
@NullMarked
package de.lopezitwelt.runtime.outbound;

import org.jspecify.annotations.NullMarked;
