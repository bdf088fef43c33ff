/** What replies used, by time and by what they were made for. */
@NullMarked
package de.lopezitwelt.analytics.usage;

import org.jspecify.annotations.NullMarked;
