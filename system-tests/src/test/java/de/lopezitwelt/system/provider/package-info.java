/** Providers and tool servers as they are, through the packaged services. */
@NullMarked
package de.lopezitwelt.system.provider;

import org.jspecify.annotations.NullMarked;
