/** Tests of the test kit. */
@NullMarked
package de.lopezitwelt.platform.testing;

import org.jspecify.annotations.NullMarked;
