/** A reply while it is being made, and everybody who listens to it. */
@NullMarked
package de.lopezitwelt.chat.stream;

import org.jspecify.annotations.NullMarked;
