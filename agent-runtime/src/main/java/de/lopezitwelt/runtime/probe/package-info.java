/** Calls a model of the catalog in the ways in which replies call it, to see what it can do. */
@NullMarked
package de.lopezitwelt.runtime.probe;

import org.jspecify.annotations.NullMarked;
