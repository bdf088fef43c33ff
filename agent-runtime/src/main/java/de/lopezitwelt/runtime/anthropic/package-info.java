/** Anthropic's protocol: messages written, events read. */
@NullMarked
package de.lopezitwelt.runtime.anthropic;

import org.jspecify.annotations.NullMarked;
