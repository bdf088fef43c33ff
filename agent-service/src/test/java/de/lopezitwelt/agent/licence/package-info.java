/** Tests of {@code licence}. */
@NullMarked
package de.lopezitwelt.agent.licence;

import org.jspecify.annotations.NullMarked;
