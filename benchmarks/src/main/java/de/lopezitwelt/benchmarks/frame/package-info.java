/** What every bench stands on: the platform it drives, load, figures and the report. */
@NullMarked
package de.lopezitwelt.benchmarks.frame;

import org.jspecify.annotations.NullMarked;
