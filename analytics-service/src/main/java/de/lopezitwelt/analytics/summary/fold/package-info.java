/** Folds events into the summary tables. */
@NullMarked
package de.lopezitwelt.analytics.summary.fold;

import org.jspecify.annotations.NullMarked;
