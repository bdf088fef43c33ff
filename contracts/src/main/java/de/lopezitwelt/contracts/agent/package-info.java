/** Events of AI agents, keyed by agent id. */
@NullMarked
package de.lopezitwelt.contracts.agent;

import org.jspecify.annotations.NullMarked;
