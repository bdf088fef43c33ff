/** A consumer's events folded once more from the first one on, into tables of their own. */
@NullMarked
package de.lopezitwelt.platform.messaging.replay;

import org.jspecify.annotations.NullMarked;
