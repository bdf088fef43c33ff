/** Reads the entries of the catalog file, and records errors under their paths. */
@NullMarked
package de.lopezitwelt.runtime.catalog.file;

import org.jspecify.annotations.NullMarked;
