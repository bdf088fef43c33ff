/** Reads the entries of the catalog file, and notes what is wrong with them under its path. */
@NullMarked
package de.lopezitwelt.runtime.catalog.file;

import org.jspecify.annotations.NullMarked;
