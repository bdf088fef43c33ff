/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.demo;

import org.jspecify.annotations.NullMarked;
