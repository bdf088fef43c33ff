/** JSON as it goes over the wire to providers and back: written, and read byte by byte, leniently and without trees. */
@NullMarked
package de.lopezitwelt.runtime.wire;

import org.jspecify.annotations.NullMarked;
