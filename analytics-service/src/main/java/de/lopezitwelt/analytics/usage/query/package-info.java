/** Usage, asked for by time and by what it was for: docs/analytics.md. */
@NullMarked
package de.lopezitwelt.analytics.usage.query;

import org.jspecify.annotations.NullMarked;
