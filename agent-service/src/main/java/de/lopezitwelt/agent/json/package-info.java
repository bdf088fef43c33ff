/** JSON columns. */
@NullMarked
package de.lopezitwelt.agent.json;

import org.jspecify.annotations.NullMarked;
