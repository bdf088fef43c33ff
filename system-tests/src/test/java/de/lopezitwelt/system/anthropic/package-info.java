/** Anthropic's official clients, unmodified, against the packaged services. */
@NullMarked
package de.lopezitwelt.system.anthropic;

import org.jspecify.annotations.NullMarked;
