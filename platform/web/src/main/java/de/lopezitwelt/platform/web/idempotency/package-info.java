/** Creating requests that may be repeated without creating twice. */
@NullMarked
package de.lopezitwelt.platform.web.idempotency;

import org.jspecify.annotations.NullMarked;
