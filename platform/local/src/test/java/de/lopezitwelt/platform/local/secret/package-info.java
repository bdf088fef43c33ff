/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.secret;

import org.jspecify.annotations.NullMarked;
