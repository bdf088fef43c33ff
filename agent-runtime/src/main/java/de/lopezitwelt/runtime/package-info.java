/** Runs agents: agent version, conversation and catalog entry in, a stream of deltas out. */
@NullMarked
package de.lopezitwelt.runtime;

import org.jspecify.annotations.NullMarked;
