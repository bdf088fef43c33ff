/** Benchmarks of sign-in and tokens. */
@NullMarked
package de.lopezitwelt.benchmarks.identity;

import org.jspecify.annotations.NullMarked;
