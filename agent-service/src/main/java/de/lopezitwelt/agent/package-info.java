/** Agents of the four types, their versions and the models they may name. */
@NullMarked
package de.lopezitwelt.agent;

import org.jspecify.annotations.NullMarked;
