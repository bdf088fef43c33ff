/** A client of the platform as somebody else would write one: over HTTP only. */
@NullMarked
package de.lopezitwelt.platform.local.demo;

import org.jspecify.annotations.NullMarked;
