/** A service of the smallest kind, to meet the HTTP edge as real services do. */
@NullMarked
package de.lopezitwelt.platform.web.app;

import org.jspecify.annotations.NullMarked;
