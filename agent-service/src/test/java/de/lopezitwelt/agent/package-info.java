/** Tests across the features of agent-service. */
@NullMarked
package de.lopezitwelt.agent;

import org.jspecify.annotations.NullMarked;
