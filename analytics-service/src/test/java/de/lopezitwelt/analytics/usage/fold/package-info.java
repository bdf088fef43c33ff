@NullMarked
package de.lopezitwelt.analytics.usage.fold;

import org.jspecify.annotations.NullMarked;
