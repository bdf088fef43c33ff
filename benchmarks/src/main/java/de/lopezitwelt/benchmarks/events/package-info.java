/** The way of events: relay and fold. */
@NullMarked
package de.lopezitwelt.benchmarks.events;

import org.jspecify.annotations.NullMarked;
