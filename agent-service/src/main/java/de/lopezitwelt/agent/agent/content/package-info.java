/** The parts of an agent: content and configuration, and how its enums are stored. */
@NullMarked
package de.lopezitwelt.agent.agent.content;

import org.jspecify.annotations.NullMarked;
