/** Tests of the contracts: schemas, golden files, compatibility. */
@NullMarked
package de.lopezitwelt.contracts;

import org.jspecify.annotations.NullMarked;
