/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.platform;

import org.jspecify.annotations.NullMarked;
