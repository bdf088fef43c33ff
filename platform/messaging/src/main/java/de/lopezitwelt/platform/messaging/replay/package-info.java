/** Folds a consumer's events once more from the first one on, into separate tables. */
@NullMarked
package de.lopezitwelt.platform.messaging.replay;

import org.jspecify.annotations.NullMarked;
