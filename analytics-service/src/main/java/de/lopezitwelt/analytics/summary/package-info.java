/** Totals for each session, user and agent. */
@NullMarked
package de.lopezitwelt.analytics.summary;

import org.jspecify.annotations.NullMarked;
