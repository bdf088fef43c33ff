/** How much one caller may request of one instance. */
@NullMarked
package de.lopezitwelt.platform.web.limits;

import org.jspecify.annotations.NullMarked;
