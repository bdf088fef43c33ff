@NullMarked
package de.lopezitwelt.analytics.usage;

import org.jspecify.annotations.NullMarked;
