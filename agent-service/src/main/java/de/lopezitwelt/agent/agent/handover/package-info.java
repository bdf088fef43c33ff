/** Copying agents and handing them over. */
@NullMarked
package de.lopezitwelt.agent.agent.handover;

import org.jspecify.annotations.NullMarked;
