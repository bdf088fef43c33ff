/** The base of every benchmark: the platform that it drives, load, figures and the report. */
@NullMarked
package de.lopezitwelt.benchmarks.frame;

import org.jspecify.annotations.NullMarked;
