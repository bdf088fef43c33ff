/** Optimistic concurrency over HTTP: ETag and If-Match (RFC 9110 §8.8.3, §13.1.1). */
@NullMarked
package de.lopezitwelt.platform.web.concurrency;

import org.jspecify.annotations.NullMarked;
