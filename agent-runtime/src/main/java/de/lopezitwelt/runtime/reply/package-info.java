/** The parts of one reply: the model with its fallback, the shape to ask for, the memory, the check of the answer. */
@NullMarked
package de.lopezitwelt.runtime.reply;

import org.jspecify.annotations.NullMarked;
