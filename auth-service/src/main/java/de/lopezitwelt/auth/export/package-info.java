/** A copy of everything auth holds about a person. */
@NullMarked
package de.lopezitwelt.auth.export;

import org.jspecify.annotations.NullMarked;
