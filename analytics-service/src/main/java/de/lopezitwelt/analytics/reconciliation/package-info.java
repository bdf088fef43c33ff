/** Compares the figures of chat with the folded ones: docs/adr/0013-rebuild-and-reconciliation.md. */
@NullMarked
package de.lopezitwelt.analytics.reconciliation;

import org.jspecify.annotations.NullMarked;
