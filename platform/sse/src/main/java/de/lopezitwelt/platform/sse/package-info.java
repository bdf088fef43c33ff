/** Server-Sent Events, read: the only parser of them in this repository. It has no dependencies. */
@NullMarked
package de.lopezitwelt.platform.sse;

import org.jspecify.annotations.NullMarked;
