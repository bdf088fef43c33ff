/** The append-only, hash-chained history of state changes. */
@NullMarked
package de.lopezitwelt.analytics.audit;

import org.jspecify.annotations.NullMarked;
