@NullMarked
package de.lopezitwelt.analytics.usage.query;

import org.jspecify.annotations.NullMarked;
