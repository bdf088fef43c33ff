/** Ids that were erased and must not come back. */
@NullMarked
package de.lopezitwelt.platform.messaging.erasure;

import org.jspecify.annotations.NullMarked;
