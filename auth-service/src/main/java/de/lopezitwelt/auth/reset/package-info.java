/** Passwords that were forgotten. */
@NullMarked
package de.lopezitwelt.auth.reset;

import org.jspecify.annotations.NullMarked;
