/** Folds the ends of replies into sums of a quarter of an hour: docs/adr/0050-one-event-a-reply.md. */
@NullMarked
package de.lopezitwelt.analytics.usage.fold;

import org.jspecify.annotations.NullMarked;
