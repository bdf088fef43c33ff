/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.mysql;

import org.jspecify.annotations.NullMarked;
