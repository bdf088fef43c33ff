/** ./lopez test and ./lopez bench: builds, tests, fault drills and measurements. */
@NullMarked
package de.lopezitwelt.platform.local.cli.test;

import org.jspecify.annotations.NullMarked;
