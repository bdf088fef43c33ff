/** Calls of others over HTTP. */
@NullMarked
package de.lopezitwelt.platform.web.call;

import org.jspecify.annotations.NullMarked;
