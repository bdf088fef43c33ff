/** What one caller may ask of one instance. */
@NullMarked
package de.lopezitwelt.platform.web.limits;

import org.jspecify.annotations.NullMarked;
