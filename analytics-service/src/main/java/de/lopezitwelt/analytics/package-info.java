/** Folds the events of the other services into summaries and histories, and shows them. */
@NullMarked
package de.lopezitwelt.analytics;

import org.jspecify.annotations.NullMarked;
