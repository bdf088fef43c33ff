/** Tests of ./lopez test. */
@NullMarked
package de.lopezitwelt.platform.local.cli.test;

import org.jspecify.annotations.NullMarked;
