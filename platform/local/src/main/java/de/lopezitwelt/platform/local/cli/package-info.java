/** The commands of {@code ./lopez}. */
@NullMarked
package de.lopezitwelt.platform.local.cli;

import org.jspecify.annotations.NullMarked;
