/** Totals per session, person and agent. */
@NullMarked
package de.lopezitwelt.analytics.summary;

import org.jspecify.annotations.NullMarked;
