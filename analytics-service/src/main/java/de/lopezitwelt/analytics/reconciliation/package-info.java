/** Compares what chat stores with what was folded: docs/adr/0013-rebuild-and-reconciliation.md. */
@NullMarked
package de.lopezitwelt.analytics.reconciliation;

import org.jspecify.annotations.NullMarked;
