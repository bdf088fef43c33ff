/** Folds what the other services tell into summaries and histories, and shows them. */
@NullMarked
package de.lopezitwelt.analytics;

import org.jspecify.annotations.NullMarked;
