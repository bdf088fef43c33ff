/** Deleting an agent, once no other service uses it any more. */
@NullMarked
package de.lopezitwelt.agent.agent.deletion;

import org.jspecify.annotations.NullMarked;
