/** Reading what providers send, byte by byte: leniently, within bounds, and without building trees. */
@NullMarked
package de.lopezitwelt.runtime.wire;

import org.jspecify.annotations.NullMarked;
