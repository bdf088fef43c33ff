/** Agents: what they are, who may see, use and change them. */
@NullMarked
package de.lopezitwelt.agent.agent;

import org.jspecify.annotations.NullMarked;
