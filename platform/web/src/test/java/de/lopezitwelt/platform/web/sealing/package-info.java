/** Tests of {@code sealing}. */
@NullMarked
package de.lopezitwelt.platform.web.sealing;

import org.jspecify.annotations.NullMarked;
