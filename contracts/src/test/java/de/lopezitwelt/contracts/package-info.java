/** Holds the contracts to their word: schemas, golden files, compatibility. */
@NullMarked
package de.lopezitwelt.contracts;

import org.jspecify.annotations.NullMarked;
