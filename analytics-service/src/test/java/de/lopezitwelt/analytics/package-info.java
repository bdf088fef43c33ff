/** Tests across the features of analytics-service. */
@NullMarked
package de.lopezitwelt.analytics;

import org.jspecify.annotations.NullMarked;
