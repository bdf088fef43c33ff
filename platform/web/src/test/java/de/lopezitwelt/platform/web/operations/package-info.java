/** Tests of this feature. */
@NullMarked
package de.lopezitwelt.platform.web.operations;

import org.jspecify.annotations.NullMarked;
