/** Folds the summaries again from the first event, beside the live ones: docs/adr/0013-rebuild-and-reconciliation.md. */
@NullMarked
package de.lopezitwelt.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
