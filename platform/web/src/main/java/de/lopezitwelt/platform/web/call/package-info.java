/** Calls of other services and of third parties over HTTP, with this service's own credentials where they are ours. */
@NullMarked
package de.lopezitwelt.platform.web.call;

import org.jspecify.annotations.NullMarked;
