/** A client of the Model Context Protocol, as far as calling tools needs it. */
@NullMarked
package de.lopezitwelt.runtime.mcp;

import org.jspecify.annotations.NullMarked;
