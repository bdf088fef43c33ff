/** Prompt building, the history window and token counting. */
@NullMarked
package de.lopezitwelt.runtime.prompt;

import org.jspecify.annotations.NullMarked;
