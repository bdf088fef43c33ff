/** Starts the folds when the service starts. */
@NullMarked
package de.lopezitwelt.analytics.consumer;

import org.jspecify.annotations.NullMarked;
