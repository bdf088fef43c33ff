@NullMarked
package de.lopezitwelt.analytics.summary.fold;

import org.jspecify.annotations.NullMarked;
