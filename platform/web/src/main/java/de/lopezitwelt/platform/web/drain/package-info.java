/** How an instance stops: it takes nothing new, finishes what it has begun, and ends. */
@NullMarked
package de.lopezitwelt.platform.web.drain;

import org.jspecify.annotations.NullMarked;
