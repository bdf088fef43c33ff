/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.cli;

import org.jspecify.annotations.NullMarked;
