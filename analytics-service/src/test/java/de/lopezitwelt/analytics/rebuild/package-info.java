/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
