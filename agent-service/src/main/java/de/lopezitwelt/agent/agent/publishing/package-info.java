/** Preparing, publishing, bringing back and comparing versions of agents. */
@NullMarked
package de.lopezitwelt.agent.agent.publishing;

import org.jspecify.annotations.NullMarked;
