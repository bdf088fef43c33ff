/** Immutable versions of agents. */
@NullMarked
package de.lopezitwelt.agent.version;

import org.jspecify.annotations.NullMarked;
