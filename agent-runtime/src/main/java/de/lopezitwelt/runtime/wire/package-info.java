/**
 * Writes the JSON of requests to providers, and reads the JSON of their answers leniently from bytes, without trees.
 */
@NullMarked
package de.lopezitwelt.runtime.wire;

import org.jspecify.annotations.NullMarked;
